"""What is told of a queue to all, and of a place to its person alone."""

import json
from typing import Any

import pytest

from choreography.testing import START, Bench
from choreography.vocabulary import Tell
from contracts.base import Message
from contracts.waiting_room import PlaceClosed, PlaceReopened, QueueDrawn, QueueMoved, TurnGranted, place_id
from handlers.realtime import realtime
from handlers.realtime.rows import QUEUE, Channel

PLACE = place_id("e", "zoe")


@pytest.fixture
def bench() -> Bench:
    return Bench(realtime)


def told(bench: Bench) -> list[tuple[str, dict[str, Any]]]:
    return [(word.subject, json.loads(word.body)) for word in bench.last.told if isinstance(word, Tell)]


def test_how_a_queue_moves_is_numbered_for_anybody(bench: Bench) -> None:
    bench.when(QueueDrawn(event_id="e", seed="s", receipts=2, chain="c"))
    bench.when(QueueMoved(event_id="e", served=1, waiting=1, queue_seq=3))
    ((subject, frame),) = told(bench)
    assert (subject, frame["channel"], frame["to"]) == ("live.queue.e", "queue:e", 2)
    assert (frame["body"]["served"], frame["body"]["waiting"]) == (1, 1)
    bench.then_rows(Channel("e", QUEUE, n=2))


def test_a_turn_is_told_to_its_person(bench: Bench) -> None:
    bench.when(TurnGranted(event_id="e", place_id=PLACE, buyer_id="zoe", receipt=3, rank=2, deadline=START))
    ((subject, frame),) = told(bench)
    assert (subject, frame["channel"], frame["to"]) == (f"live.place.zoe.{PLACE}", f"place:{PLACE}", 1)
    bench.then_rows(Channel("e", PLACE, "zoe", n=1))


@pytest.mark.parametrize("kind", [PlaceClosed, PlaceReopened])
def test_that_a_queue_closed_or_runs_on_is_told_to_each_who_waits(bench: Bench, kind: type[Message]) -> None:
    bench.when(kind(event_id="e", place_id=PLACE, buyer_id="zoe", receipt=3, rank=2, reason="sale_over"))
    ((subject, frame),) = told(bench)
    assert (subject, frame["body"]["type"], frame["to"]) == (f"live.place.zoe.{PLACE}", kind.__name__, 1)


def test_a_second_copy_is_not_told_again(bench: Bench) -> None:
    for _ in range(2):
        bench.when(QueueMoved(event_id="e", served=1, waiting=1, queue_seq=3), id="one")
    assert not told(bench)
