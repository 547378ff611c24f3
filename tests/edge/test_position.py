"""What somebody in a queue is told."""

import json
from datetime import UTC, datetime
from math import ceil
from typing import Any

import pytest

from choreography.envelope import Envelope
from contracts.base import Message
from contracts.waiting_room import PlaceDrawn, QueueMoved
from edge.queueing.position import Estimate, position
from edge.reading.queues import Queue, Receipt
from handlers.realtime.frames import booking_body

NOW = datetime(2026, 6, 1, tzinfo=UTC)


def queue(
    served: int = 0,
    state: str = "running",
    paused: bool = False,
    slowed: bool = False,
    per_minute: int = 60,
    receipts: int = 0,
) -> Queue:
    drawn: dict[str, Any] = {"seed": "s", "order": "first_come"} if receipts else {"seed": "", "order": "drawn"}
    return Queue(
        event_id="e", state=state, reason="", opens=NOW, starts=NOW, per_minute=per_minute, at_most=9, commitment="",
        receipts=receipts, chain="", served=served, waiting=0, paused=paused, slowed=slowed, **drawn,
    )  # fmt: skip


def mine(rank: int = 0, **fields: Any) -> Receipt:
    given = {"place_id": "e-q", "receipt": 4, "joined_at": NOW, "chain": "c", "state": "waiting", "deadline": None}
    return Receipt(rank=rank, **given | fields)


def test_the_next_has_nobody_ahead() -> None:
    found = position(queue(served=6), mine(rank=7))
    assert (found.ahead, found.estimate) == (0, Estimate(least=0, most=3))


@pytest.mark.parametrize("per_minute", [1, 60, 7_000])
def test_an_estimate_only_falls_while_the_queue_moves(per_minute: int) -> None:
    found = [position(queue(served, per_minute=per_minute), mine(rank=100)).estimate for served in range(100)]
    most, least = [one.most for one in found if one], [one.least for one in found if one]
    assert most == sorted(most, reverse=True) and least == sorted(least, reverse=True) and len(most) == 100


def test_in_a_queue_that_closed_nobody_is_ahead_and_no_turn_comes() -> None:
    found = position(queue(served=6, state="closed", paused=True), mine(rank=9, state="closed"))
    assert (found.rank, found.ahead, found.estimate, found.paused) == (9, None, None, False)


def test_before_the_draw_nobody_knows() -> None:
    found = position(queue(state="open"), mine())
    assert (found.rank, found.ahead, found.estimate) == (None, None, None)


@pytest.mark.parametrize(("receipts", "order"), [(0, "drawn"), (4, "drawn"), (3, "first_come")])
def test_who_came_before_the_start_is_drawn_and_who_came_later_is_not(receipts: int, order: str) -> None:
    assert position(queue(receipts=receipts), mine()).order == order


def test_a_line_that_stands_still_says_why() -> None:
    assert position(queue(paused=True), mine(rank=5)).paused
    assert position(queue(slowed=True), mine(rank=5)).slowed


def test_who_has_the_turn_is_told_until_when() -> None:
    found = position(queue(served=7), mine(rank=7, state="turn", deadline=NOW))
    assert (found.state, found.ahead, found.deadline) == ("turn", None, NOW)


def test_a_closed_queue_promises_nothing() -> None:
    assert position(queue(state="closed"), mine(rank=5)).estimate is None


@pytest.mark.parametrize(("rank", "served", "per_minute"), [(1, 0, 60), (9, 3, 7), (5, 8, 60), (20_000, 17, 6_000)])
def test_who_follows_the_news_computes_what_the_page_shows(rank: int, served: int, per_minute: int) -> None:
    drawn = told(PlaceDrawn(event_id="e", place_id="e-q", buyer_id="ann", receipt=4, rank=rank))
    moved = told(QueueMoved(event_id="e", served=served, waiting=9))
    ahead = max(0, drawn["rank"] - moved["served"] - 1)
    most = ceil((ahead + 1) * 60 / per_minute)
    shown = position(queue(served, per_minute=per_minute), mine(rank))
    assert (shown.ahead, shown.estimate) == (ahead, Estimate(least=most // 2, most=most + 2))
    assert (shown.paused, shown.slowed) == (moved["paused"], moved["slowed"])


def told(said: Message) -> dict[str, Any]:
    kind = type(said).__name__
    envelope = Envelope("1", kind, "waiting_room", NOW, said.TOPIC, said.key, said.subject, "1")
    body: dict[str, Any] = json.loads(booking_body(said, envelope))
    return body
