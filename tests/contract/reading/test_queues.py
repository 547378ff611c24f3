"""What anybody reads of a queue, and each of their own place."""

from datetime import timedelta
from typing import Any

import pytest

from contracts.waiting_room import number
from edge.reading.queues import Mine, Queue, SeenQueue
from handlers.views.rows import QueueView, ReceiptView
from tests.contract.reading.conftest import NOW, Shown

TOLD: dict[str, Any] = {
    "reason": "", "opens": NOW, "starts": NOW + timedelta(hours=1), "per_minute": 60, "at_most": 500, "commitment": "c",
    "seed": "s", "receipts": 3, "chain": "c3", "served": 2, "waiting": 7, "paused": True, "slowed": True,
}  # fmt: skip
CLOCKS = {"state_version": 3, "moved_version": 9, "length_version": 8}


def receipt(n: int, buyer: str = "ann", event: str = "e", **fields: Any) -> ReceiptView:
    given = {"place_id": f"{event}-q{buyer}", "buyer_id": buyer, "joined_at": NOW, "chain": f"c{n}", "rank": n}
    return ReceiptView(event, number(n), **given | fields)


async def test_a_queue_is_shown_as_it_is(shown: Shown) -> None:
    reading = await shown.views(QueueView("e", state="running", **CLOCKS, **TOLD))
    found = await reading.queues.one("e")
    assert found == SeenQueue(event_id="e", state="running", order="first_come", **CLOCKS, **TOLD)
    assert found and found.plain == Queue(event_id="e", state="running", order="first_come", **TOLD)


async def test_who_joins_before_the_draw_is_drawn(shown: Shown) -> None:
    reading = await shown.views(QueueView("e", state="open", **TOLD | {"seed": ""}))
    found = await reading.queues.one("e")
    assert found and found.order == "drawn"


async def test_a_queue_that_was_only_heard_of_is_none(shown: Shown) -> None:
    reading = await shown.views(QueueView("e", waiting=3))
    assert await reading.queues.one("e") is None and await reading.queues.one("f") is None


async def test_the_last_receipt_is_the_one_that_counts(shown: Shown) -> None:
    deadline = NOW + timedelta(minutes=5)
    turn = receipt(10, state="turn", state_version=6, deadline=deadline)
    reading = await shown.views(receipt(9, state="left"), turn, receipt(11, "ben"))
    assert await reading.queues.mine("e", "ann") == Mine(
        place_id="e-qann", receipt=10, joined_at=NOW, chain="c10", rank=10, state="turn", version=6, deadline=deadline
    )
    assert await reading.queues.mine("e", "eve") is None


@pytest.mark.parametrize(
    ("queue", "was", "shown_as"),
    [
        ("closed", "waiting", "closed"),
        ("closed", "closed", "closed"),
        ("running", "closed", "waiting"),
        ("running", "waiting", "waiting"),
        ("closed", "turn", "turn"),
        ("closed", "left", "left"),
    ],
)
async def test_whose_turn_has_not_come_is_as_the_queue_is(shown: Shown, queue: Any, was: Any, shown_as: str) -> None:
    """Also before the place itself was told, or where it closed before places were told of it."""
    reading = await shown.views(QueueView("e", state=queue, **TOLD), receipt(1, state=was))
    found = await reading.queues.mine("e", "ann")
    assert found and [found.state] == [shown_as] == [one.state for one in await reading.queues.receipts("e", 0, 9)]


async def test_receipts_come_by_their_numbers_page_by_page(shown: Shown) -> None:
    reading = await shown.views(*map(receipt, (10, 2, 1, 9)), receipt(3, event="f"))
    assert [one.receipt for one in await reading.queues.receipts("e", 0, 3)] == [1, 2, 9]
    assert [one.receipt for one in await reading.queues.receipts("e", 9, 3)] == [10]


@pytest.mark.parametrize(("queues", "served"), [([], 0), ([QueueView("e", state="open", **TOLD | {"served": 7})], 7)])
async def test_the_log_says_how_far_its_queue_had_come(shown: Shown, queues: list[Any], served: int) -> None:
    reading = await shown.views(*queues, receipt(1), receipt(2))
    assert [one.served for one in await reading.queues.receipts("e", 0, 3)] == [served, served]
