"""An event's life, in memory and on the real servers alike."""

import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

from contracts.bookings import BookingConfirmed, BookingRejected, CancelBooking, RequestBooking
from contracts.catalog import (
    CancelEvent,
    ChangeEvent,
    CreateEvent,
    EventChanged,
    EventPostponed,
    EventRescheduled,
    PostponeEvent,
    PublishEvent,
    RescheduleEvent,
    TicketType,
)
from handlers.bookings.rows import Sale
from handlers.catalog.rows import Listing
from handlers.email.rows import Happening
from handlers.views.rows import EventView
from tests.mesh.profiles import Mesh

HOUR, SECOND = timedelta(hours=1), timedelta(seconds=1)


async def drafted(mesh: Mesh, places: int = 2, **other: Any) -> dict[str, str]:
    """An event with so many places to stand, which cost nothing; and its organiser."""
    of, now = {"event_id": uuid.uuid4().hex[:12], "organiser_id": "olga"}, datetime.now(UTC)
    times = {"sale_opens": now - 2 * HOUR, "sale_closes": now + HOUR, "starts_at": now + HOUR}
    kinds = (TicketType(name="standing", price=0, capacity=places),)
    said = {"name": "Opera", "currency": "EUR", "ticket_types": kinds, "ends_at": now + 2 * HOUR, **times}
    await mesh.ask(CreateEvent(**of, **said | other))
    return of


async def on_sale(mesh: Mesh, places: int = 2, **other: Any) -> dict[str, str]:
    of = await drafted(mesh, places, **other)
    await mesh.ask(PublishEvent(**of))
    await mesh.becomes("bookings", Sale, of["event_id"], closed=False)
    return of


def wish(event: str, quantity: int = 2) -> RequestBooking:
    booking = f"{event}-{uuid.uuid4().hex[:20]}"
    return RequestBooking(event_id=event, booking_id=booking, buyer_id="ann", ticket_type="standing", quantity=quantity)


def later(of: dict[str, str]) -> RescheduleEvent:
    starts = datetime.now(UTC) + timedelta(days=9)
    return RescheduleEvent(**of, starts_at=starts, ends_at=starts + HOUR, sale_closes=starts)


async def shows(mesh: Mesh, event: str, state: str) -> None:
    await mesh.becomes("catalog", Listing, event, state=state)
    await mesh.becomes("views", EventView, event, state=state)


async def test_an_event_is_sold_out_while_its_last_place_is_taken(mesh: Mesh) -> None:
    event = (await on_sale(mesh))["event_id"]
    bought = wish(event)
    assert isinstance(await mesh.ask(bought), BookingConfirmed)
    await shows(mesh, event, "sold_out")
    await mesh.ask(CancelBooking.of(bought))
    await shows(mesh, event, "on_sale")


async def test_a_postponed_event_keeps_what_it_sold_and_sells_on_after_its_new_date(mesh: Mesh) -> None:
    of = await on_sale(mesh, places=3)
    event = of["event_id"]
    assert isinstance(await mesh.ask(wish(event)), BookingConfirmed)
    assert isinstance(await mesh.ask(PostponeEvent(**of, reason="storm")), EventPostponed)
    await mesh.becomes("bookings", Sale, event, postponed=True)
    refused = await mesh.ask(wish(event, 1))
    assert isinstance(refused, BookingRejected) and refused.reason == "not_on_sale"
    assert isinstance(await mesh.ask(later(of)), EventRescheduled)
    await mesh.becomes("bookings", Sale, event, postponed=False)
    assert isinstance(await mesh.ask(wish(event, 1)), BookingConfirmed)
    await shows(mesh, event, "sold_out")


async def test_what_was_sold_out_when_it_was_postponed_is_so_again(mesh: Mesh) -> None:
    of = await on_sale(mesh)
    await mesh.ask(wish(of["event_id"]))
    await shows(mesh, of["event_id"], "sold_out")
    await mesh.ask(PostponeEvent(**of))
    await mesh.ask(later(of))
    await shows(mesh, of["event_id"], "sold_out")


async def test_an_event_is_over_at_its_end(mesh: Mesh) -> None:
    past = datetime.now(UTC) - HOUR
    of = await on_sale(mesh, sale_closes=past, starts_at=past, ends_at=datetime.now(UTC) + SECOND)
    await shows(mesh, of["event_id"], "ended")


async def test_a_change_is_heard_by_who_shows_and_who_mails(mesh: Mesh) -> None:
    of = await on_sale(mesh)
    said = await mesh.ask(ChangeEvent(**of, changed=("name", "place"), name="Gala", place="Harbour"))
    assert isinstance(said, EventChanged)
    await mesh.becomes("views", EventView, of["event_id"], name="Gala", place="Harbour", state="on_sale")
    await mesh.becomes("email", Happening, of["event_id"], name="Gala", place="Harbour")


async def test_a_draft_that_is_called_off_is_so_for_all(mesh: Mesh) -> None:
    of = await drafted(mesh)
    await mesh.ask(CancelEvent(**of))
    await shows(mesh, of["event_id"], "cancelled")
    await mesh.becomes("bookings", Sale, of["event_id"], closed=True)
    refused = await mesh.ask(wish(of["event_id"]))
    assert isinstance(refused, BookingRejected) and refused.reason == "event_cancelled"
