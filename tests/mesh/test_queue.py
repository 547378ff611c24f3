"""A sale with a queue, in memory and on the real servers alike."""

import asyncio
import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from contracts.bookings import BookingConfirmed, BookingRejected, RequestBooking
from contracts.catalog import EventCancelled, EventPublished, Queueing, TicketType
from contracts.draw import commitment, lot
from contracts.waiting_room import (
    JoinQueue,
    LeaveQueue,
    QueueFull,
    QueueJoined,
    QueueLeft,
    QueueRefused,
    number,
    place_id,
)
from handlers.bookings.rows import Sale
from handlers.inventory.rows import Stock
from handlers.views.rows import QueueView, ReceiptView
from handlers.waiting_room.rows import Place, Queue
from tests.eventually import eventually
from tests.mesh.profiles import Mesh

SECOND = timedelta(seconds=1)


async def queued(mesh: Mesh, starts_in: timedelta = -SECOND, places: int = 5, price: int = 0, **plan: Any) -> str:
    """An event whose queue takes people by now."""
    event, now = uuid.uuid4().hex[:12], datetime.now(UTC)
    queue = Queueing(**{"opens": now - timedelta(hours=1), "per_minute": 6_000, "at_most": 1_000, **plan})
    kind = TicketType(name="standing", price=price, capacity=places)
    await mesh.say(
        EventPublished(
            event_id=event, name="Opera", currency="EUR", ticket_types=(kind,), capacity=places, queue=queue,
            sale_opens=now + starts_in, sale_closes=now + timedelta(hours=1),
        )
    )  # fmt: skip
    await mesh.becomes("waiting_room", Queue, event, state="open" if starts_in > SECOND else "running")
    await mesh.becomes("bookings", Sale, event, queued=True)
    return event


def who(event: str, buyer: str) -> dict[str, str]:
    return {"event_id": event, "place_id": place_id(event, buyer), "buyer_id": buyer}


def join(event: str, buyer: str) -> JoinQueue:
    return JoinQueue(**who(event, buyer))


def wish(event: str, buyer: str) -> RequestBooking:
    booking = f"{event}-{uuid.uuid4().hex[:20]}"
    return RequestBooking(event_id=event, booking_id=booking, buyer_id=buyer, ticket_type="standing", quantity=1)


async def turn(mesh: Mesh, event: str, buyer: str, within: float = 15) -> Place:
    return await mesh.becomes("waiting_room", Place, event, place_id(event, buyer), within=within, state="turn")


async def test_who_has_the_turn_books_and_who_has_none_is_refused(mesh: Mesh) -> None:
    event = await queued(mesh)
    assert isinstance(await mesh.ask(join(event, "ann")), QueueJoined)
    await turn(mesh, event, "ann")
    refused, served = await asyncio.gather(mesh.ask(wish(event, "eve")), mesh.ask(wish(event, "ann")))
    assert isinstance(refused, BookingRejected) and refused.reason == "no_turn"
    assert isinstance(served, BookingConfirmed)
    await mesh.becomes("waiting_room", Place, event, place_id(event, "ann"), state="spent")
    await mesh.becomes("waiting_room", Queue, event, taken=1, turns=0, waiting=0)


@pytest.mark.timed
async def test_a_turn_that_lapses_passes_on_within_two_seconds(mesh: Mesh) -> None:
    event = await queued(mesh, places=1, turn_for=SECOND)
    await mesh.ask(join(event, "ann"))
    await mesh.ask(join(event, "ben"))
    first = await turn(mesh, event, "ann")
    second = await turn(mesh, event, "ben")
    assert first.deadline and second.deadline
    granted = second.deadline - SECOND
    assert first.deadline <= granted <= first.deadline + 2 * SECOND


async def test_those_who_came_before_the_start_are_served_by_lot_and_all_others_as_they_came(mesh: Mesh) -> None:
    event = await queued(mesh, starts_in=timedelta(seconds=4), places=30)
    early = [f"early{n}" for n in range(12)]
    await asyncio.gather(*(mesh.ask(join(event, buyer)) for buyer in early))
    published = await mesh.becomes("views", QueueView, event, state="open")
    drawn = await mesh.becomes("views", QueueView, event, state="running")
    for buyer in ("late1", "late2"):
        await mesh.ask(join(event, buyer))
    ranks = {buyer: (await turn(mesh, event, buyer)).rank for buyer in (*early, "late1", "late2")}
    by_lot = sorted(early, key=lambda buyer: lot(drawn.seed, place_id(event, buyer)))
    assert sorted(ranks, key=lambda buyer: ranks[buyer]) == [*by_lot, "late1", "late2"]
    assert published.commitment == commitment(drawn.seed) and not published.seed


async def test_who_waits_when_the_queue_closes_is_told_so_and_shown_so(mesh: Mesh) -> None:
    event = await queued(mesh, places=1)
    for buyer in ("ann", "ben"):
        await mesh.ask(join(event, buyer))
    await turn(mesh, event, "ann")
    await mesh.say(EventCancelled(event_id=event))
    await mesh.becomes("waiting_room", Place, event, place_id(event, "ben"), state="closed")
    await mesh.becomes("views", ReceiptView, event, number(2), state="closed")
    refused = await mesh.ask(join(event, "ben"))
    assert isinstance(refused, QueueRefused) and refused.reason == "queue_closed"


async def test_a_full_queue_refuses_and_who_leaves_makes_room(mesh: Mesh) -> None:
    event = await queued(mesh, starts_in=timedelta(hours=1), at_most=1)
    await mesh.ask(join(event, "ann"))
    assert isinstance(await mesh.ask(join(event, "ben")), QueueFull)
    assert isinstance(await mesh.ask(LeaveQueue(**who(event, "ann"))), QueueLeft)
    assert isinstance(await mesh.ask(join(event, "ben")), QueueJoined)


async def test_every_ticket_is_sold_to_those_whose_turn_it_was(mesh: Mesh) -> None:
    event = await queued(mesh, places=5)
    buyers = [f"buyer{n}" for n in range(12)]
    await asyncio.gather(*(mesh.ask(join(event, buyer)) for buyer in buyers))

    async def buys(buyer: str) -> bool:
        await turn(mesh, event, buyer)
        return isinstance(await mesh.ask(wish(event, buyer)), BookingConfirmed)

    tasks = [asyncio.create_task(buys(buyer)) for buyer in buyers]
    await mesh.becomes("inventory", Stock, event, sold=5, held=0)
    await mesh.becomes("waiting_room", Queue, event, taken=5, turns=0, waiting=7, paused=True)
    await eventually(lambda: sum(task.done() and task.result() for task in tasks) == 5)
    for task in tasks:
        task.cancel()


async def test_anybody_can_read_the_receipts(mesh: Mesh) -> None:
    event = await queued(mesh)
    joined = await mesh.ask(join(event, "ann"))
    assert isinstance(joined, QueueJoined)
    shown = await eventually(lambda: mesh.row("views", ReceiptView, event, joined.number))
    assert shown and (shown.chain, shown.place_id) == (joined.chain, joined.place_id)
