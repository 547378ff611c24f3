"""Types that share a quota, in memory and on the real servers alike: many race, and no more is sold than there is."""

import asyncio
import uuid
from collections import Counter
from datetime import UTC, datetime, timedelta

from contracts.bookings import BookingCancelled, BookingConfirmed, BookingHeld, BookingRejected, CancelBooking
from contracts.bookings import RequestBooking as Wish
from contracts.catalog import EventPublished, Quota, TicketType, places
from handlers.bookings.rows import Booking, Sale
from handlers.inventory.rows import Hold, Stock
from tests.mesh.profiles import Mesh
from tests.mesh.test_purchase import paid

QUOTAS = (
    Quota(name="floor", size=10, ticket_types=("adult", "child")),
    Quota(name="bar", size=6, ticket_types=("child", "member")),
)


async def on_sale(mesh: Mesh, price: int = 0, hold_for: timedelta = timedelta(minutes=10)) -> str:
    event, now = uuid.uuid4().hex[:12], datetime.now(UTC)
    kinds = tuple(TicketType(name=name, price=price, capacity=9) for name in ("adult", "child", "member"))
    await mesh.say(
        EventPublished(
            event_id=event, name="Opera", currency="EUR", ticket_types=kinds, quotas=QUOTAS,
            capacity=places(kinds, QUOTAS), hold_for=hold_for,
            sale_opens=now - timedelta(hours=1), sale_closes=now + timedelta(hours=1),
        )
    )  # fmt: skip
    await mesh.becomes("bookings", Sale, event, closed=False)
    return event


def wish(event: str, kind: str, quantity: int) -> Wish:
    booking = f"{event}-{uuid.uuid4().hex[:20]}"
    return Wish(event_id=event, booking_id=booking, buyer_id="ann", ticket_type=kind, quantity=quantity)


async def taken(mesh: Mesh, event: str) -> dict[str, int]:
    stock = await mesh.row("inventory", Stock, event)
    return {name: one.held + one.sold for name, one in stock.quotas.items()} if stock else {}


async def test_many_race_for_what_types_share_and_it_never_goes_below_nothing(mesh: Mesh) -> None:
    event = await on_sale(mesh)
    asked = [wish(event, kind, size) for _ in range(4) for kind in ("adult", "child", "member") for size in (1, 2)]
    answers = await asyncio.gather(*(mesh.ask(one) for one in asked))
    sold = Counter[str]()
    for one, answer in zip(asked, answers, strict=True):
        sold[one.ticket_type] += one.quantity if isinstance(answer, BookingConfirmed) else 0
    refused = {one.reason for one in answers if isinstance(one, BookingRejected)}
    assert refused == {"sold_out"}
    by = {quota.name: sum(sold[kind] for kind in quota.ticket_types) for quota in QUOTAS}
    assert by["floor"] in (9, 10) and by["bar"] in (5, 6)
    await mesh.becomes("inventory", Stock, event, held=0, sold=sold.total())
    assert await taken(mesh, event) == by


async def test_what_is_given_back_is_sold_as_another_type(mesh: Mesh) -> None:
    event = await on_sale(mesh)
    first = wish(event, "child", 6)
    assert isinstance(await mesh.ask(first), BookingConfirmed)
    full = await mesh.ask(wish(event, "member", 1))
    assert isinstance(full, BookingRejected) and full.reason == "sold_out"
    assert isinstance(await mesh.ask(CancelBooking.of(first)), BookingCancelled)
    await mesh.becomes("inventory", Hold, event, first.booking_id, state="released")
    assert isinstance(await mesh.ask(wish(event, "member", 6)), BookingConfirmed)


async def test_late_money_has_no_place_that_went_to_another_type(mesh: Mesh) -> None:
    event = await on_sale(mesh, price=900, hold_for=timedelta(seconds=0.3))
    late, other = wish(event, "child", 4), wish(event, "member", 4)
    assert isinstance(await mesh.ask(late), BookingHeld)
    await mesh.becomes("inventory", Hold, event, late.booking_id, state="released")
    await mesh.ask(other)
    await mesh.say(paid(other))
    await mesh.becomes("inventory", Hold, event, other.booking_id, state="sold")
    await mesh.say(paid(late))
    await mesh.becomes("bookings", Booking, event, late.booking_id, state="cancelled")
    assert await taken(mesh, event) == {"floor": 0, "bar": 4}
