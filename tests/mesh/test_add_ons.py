"""A ticket type and an add-on that share a pool, in memory and on the real servers alike."""

import asyncio
import uuid
from datetime import UTC, datetime, timedelta

from contracts.bookings import BookingCancelled, BookingConfirmed, BookingHeld, BookingRejected, CancelBooking
from contracts.bookings import RequestBooking as Wish
from contracts.catalog import AddOn, EventPublished, Quota, TicketType, places
from handlers.bookings.rows import Booking, Sale
from handlers.inventory.rows import Hold, Stock
from tests.mesh.profiles import Mesh
from tests.mesh.test_purchase import paid

POOL = 7
FLOOR = Quota(name="floor", size=POOL, ticket_types=("adult",), add_ons=("parking",))


async def on_sale(mesh: Mesh, price: int = 0, hold_for: timedelta = timedelta(minutes=10), size: int = POOL) -> str:
    event, now = uuid.uuid4().hex[:12], datetime.now(UTC)
    kinds, pool = (TicketType(name="adult", price=price, capacity=size),), FLOOR.model_copy(update={"size": size})
    await mesh.say(
        EventPublished(
            event_id=event, name="Opera", currency="EUR", ticket_types=kinds, quotas=(pool,),
            add_ons=(AddOn(name="parking", price=price, capacity=size),), capacity=places(kinds, (pool,)),
            sale_opens=now - timedelta(hours=1), sale_closes=now + timedelta(hours=1), hold_for=hold_for,
        )
    )  # fmt: skip
    await mesh.becomes("bookings", Sale, event, closed=False)
    return event


def wish(event: str, quantity: int = 1, parking: int = 0) -> Wish:
    booking, add_ons = f"{event}-{uuid.uuid4().hex[:20]}", {"parking": parking} if parking else {}
    who = {"event_id": event, "booking_id": booking, "buyer_id": "ann"}
    return Wish(**who, ticket_type="adult", quantity=quantity, add_ons=add_ons)


async def pool(mesh: Mesh, event: str) -> tuple[int, int, int]:
    """Tickets, add-ons, and what they take of the pool."""
    stock = await mesh.row("inventory", Stock, event)
    assert stock
    parking, floor = stock.add_ons["parking"], stock.quotas["floor"]
    return stock.held + stock.sold, parking.held + parking.sold, floor.held + floor.sold


async def test_tickets_and_add_ons_race_for_one_pool_and_it_never_goes_below_nothing(mesh: Mesh) -> None:
    event = await on_sale(mesh)
    asked = [wish(event, 1, parking) for _ in range(3) for parking in (0, 1, 2)]
    answers = await asyncio.gather(*(mesh.ask(one) for one in asked))
    had = [one for one, answer in zip(asked, answers, strict=True) if isinstance(answer, BookingConfirmed)]
    refused = {one.reason for one in answers if isinstance(one, BookingRejected)}
    assert refused <= {"sold_out", "add_on_sold_out"} and refused
    tickets, parked = len(had), sum(one.add_ons.get("parking", 0) for one in had)
    await mesh.becomes("inventory", Stock, event, held=0, sold=tickets)
    assert await pool(mesh, event) == (tickets, parked, tickets + parked)
    assert POOL - 2 < tickets + parked <= POOL


async def test_what_is_cancelled_gives_ticket_and_add_on_back(mesh: Mesh) -> None:
    event = await on_sale(mesh)
    first = wish(event, 3, parking=4)
    assert isinstance(await mesh.ask(first), BookingConfirmed)
    full = await mesh.ask(wish(event))
    assert isinstance(full, BookingRejected) and full.reason == "sold_out"
    assert isinstance(await mesh.ask(CancelBooking.of(first)), BookingCancelled)
    await mesh.becomes("inventory", Hold, event, first.booking_id, state="released")
    assert await pool(mesh, event) == (0, 0, 0)


async def test_late_money_has_no_add_on_that_went_as_a_ticket(mesh: Mesh) -> None:
    event = await on_sale(mesh, price=900, hold_for=timedelta(seconds=0.3))
    late, other = wish(event, 1, parking=3), wish(event, 4)
    assert isinstance(await mesh.ask(late), BookingHeld)
    await mesh.becomes("inventory", Hold, event, late.booking_id, state="released")
    await mesh.ask(other)
    await mesh.say(paid(other))
    await mesh.becomes("inventory", Hold, event, other.booking_id, state="sold")
    await mesh.say(paid(late))
    await mesh.becomes("bookings", Booking, event, late.booking_id, state="cancelled")
    assert await pool(mesh, event) == (4, 0, 4)
