"""A purchase and its failures, on the memory mesh and on the real servers alike."""

import uuid
from datetime import UTC, datetime, timedelta

from contracts.bookings import (
    BookingCancelled,
    BookingConfirmed,
    BookingHeld,
    BookingRejected,
    CancelBooking,
    RequestBooking,
)
from contracts.catalog import EventCancelled, EventPublished, SectionPublished, TicketType
from contracts.payments import PaymentFailed, PaymentSucceeded
from contracts.prices import Terms
from handlers.bookings.rows import Booking, Sale
from handlers.inventory.rows import Hold, Seat, Section, Stock
from tests.eventually import eventually
from tests.mesh.profiles import Mesh

PLAIN = Terms()


async def on_sale(
    mesh: Mesh,
    price: int = 0,
    hold_for: timedelta = timedelta(minutes=10),
    capacity: int = 15,
    standing: int = 3,
    event: str = "",
    terms: Terms = PLAIN,
    organiser: str = "",
    offline_for: timedelta | None = None,
) -> str:
    event = event or uuid.uuid4().hex[:12]
    now = datetime.now(UTC)
    kind = TicketType(name="standing", price=price, capacity=standing)
    await mesh.say(
        EventPublished(
            event_id=event, name="Opera", currency="EUR", ticket_types=(kind,), capacity=capacity,
            sale_opens=now - timedelta(hours=1), sale_closes=now + timedelta(hours=1), hold_for=hold_for,
            terms=terms, organiser_id=organiser, offline_for=offline_for,
        )
    )  # fmt: skip
    await mesh.say(
        SectionPublished(event_id=event, section="stalls", ticket_type="seat", price=price, rows={"A": 6, "B": 6})
    )
    await mesh.becomes("inventory", Section, event, "stalls", rows={"A": 6, "B": 6})
    await mesh.becomes("bookings", Sale, event, closed=False)
    return event


def wish(event: str, *seats: str, quantity: int = 0) -> RequestBooking:
    booking = f"{event}-{uuid.uuid4().hex[:20]}"
    kind = "standing" if quantity else ""
    return RequestBooking(
        event_id=event, booking_id=booking, buyer_id="ann", seats=seats, quantity=quantity, ticket_type=kind
    )


def paid(wish: RequestBooking) -> PaymentSucceeded:
    return PaymentSucceeded.of(wish, provider_id="pi", price=1, currency="EUR")


async def test_a_free_booking_is_confirmed_at_once_and_its_tickets_are_issued(mesh: Mesh) -> None:
    event = await on_sale(mesh)
    asked = wish(event, "stalls-A1", "stalls-A2")
    answer = await mesh.ask(asked)
    assert isinstance(answer, BookingConfirmed) and answer.seats == ("stalls-A1", "stalls-A2")
    await mesh.becomes("inventory", Hold, event, asked.booking_id, state="sold")
    await mesh.becomes("inventory", Stock, event, held=0, sold=2)


async def test_a_taken_seat_is_refused_and_named(mesh: Mesh) -> None:
    event = await on_sale(mesh)
    await mesh.ask(wish(event, "stalls-A1"))
    answer = await mesh.ask(wish(event, "stalls-A2", "stalls-A1"))
    assert isinstance(answer, BookingRejected) and answer.lost == ("stalls-A1",)
    assert not (await mesh.row("inventory", Seat, event, "stalls-A2"))


async def test_what_is_sold_out_is_refused(mesh: Mesh) -> None:
    event = await on_sale(mesh)
    assert isinstance(await mesh.ask(wish(event, quantity=2)), BookingConfirmed)
    answer = await mesh.ask(wish(event, quantity=2))
    assert isinstance(answer, BookingRejected) and answer.reason == "sold_out"


async def test_a_priced_booking_is_held_until_it_is_paid(mesh: Mesh) -> None:
    event = await on_sale(mesh, price=900)
    asked = wish(event, "stalls-A1")
    answer = await mesh.ask(asked)
    assert isinstance(answer, BookingHeld) and answer.price == 900
    await mesh.say(paid(asked))
    await mesh.becomes("inventory", Hold, event, asked.booking_id, state="sold")


async def test_a_declined_payment_gives_the_seats_back(mesh: Mesh) -> None:
    event = await on_sale(mesh, price=900)
    asked = wish(event, "stalls-A1")
    await mesh.ask(asked)
    await mesh.say(PaymentFailed.of(asked, provider_id="pi", reason="card_declined"))
    await mesh.becomes("bookings", Booking, event, asked.booking_id, state="cancelled")
    await mesh.becomes("inventory", Stock, event, held=0, sold=0)


async def test_an_unpaid_booking_expires_and_its_seats_are_on_sale_again(mesh: Mesh) -> None:
    event = await on_sale(mesh, price=900, hold_for=timedelta(seconds=1))
    asked = wish(event, "stalls-A1")
    assert isinstance(await mesh.ask(asked), BookingHeld)
    await mesh.becomes("inventory", Hold, event, asked.booking_id, state="released")
    assert isinstance(await mesh.ask(wish(event, "stalls-A1")), BookingHeld)


async def test_late_money_gets_the_same_seats_while_they_are_free(mesh: Mesh) -> None:
    event = await on_sale(mesh, price=900, hold_for=timedelta(seconds=0.2))
    asked = wish(event, "stalls-A1")
    await mesh.ask(asked)
    await mesh.becomes("inventory", Hold, event, asked.booking_id, state="released")
    await mesh.say(paid(asked))
    await mesh.becomes("bookings", Booking, event, asked.booking_id, state="confirmed")
    await mesh.becomes("inventory", Hold, event, asked.booking_id, state="sold")


async def test_late_money_where_all_seats_are_gone_cancels_the_booking(mesh: Mesh) -> None:
    event = await on_sale(mesh, price=900, hold_for=timedelta(seconds=0.2))
    every = [f"stalls-{row}{number}" for row in "AB" for number in range(1, 7)]
    late, quick = wish(event, "stalls-A1"), wish(event, *every)
    await mesh.ask(late)
    await mesh.becomes("inventory", Hold, event, late.booking_id, state="released")
    await mesh.ask(quick)
    await mesh.say(paid(quick))
    await mesh.say(paid(late))
    await mesh.becomes("bookings", Booking, event, late.booking_id, state="cancelled")


async def test_a_buyer_cancels_and_the_tickets_are_void(mesh: Mesh) -> None:
    event = await on_sale(mesh)
    asked = wish(event, "stalls-A1")
    await mesh.ask(asked)
    answer = await mesh.ask(CancelBooking.of(asked))
    assert isinstance(answer, BookingCancelled) and answer.reason == "buyer"
    await mesh.becomes("inventory", Hold, event, asked.booking_id, state="released")


async def test_a_cancelled_event_cancels_every_booking(mesh: Mesh) -> None:
    event = await on_sale(mesh)
    wishes = [wish(event, f"stalls-B{n}") for n in (1, 2, 3)]
    for one in wishes:
        await mesh.ask(one)
    await mesh.say(EventCancelled(event_id=event))
    for one in wishes:
        await mesh.becomes("inventory", Hold, event, one.booking_id, state="released")
    answer = await mesh.ask(wish(event, "stalls-A1"))
    assert isinstance(answer, BookingRejected) and answer.reason == "event_cancelled"


async def test_a_second_copy_of_a_command_gets_the_first_ones_answer(mesh: Mesh) -> None:
    event = await on_sale(mesh)
    asked = wish(event, "stalls-A1")
    first = await mesh.ask(asked)
    id_ = next(id_ for id_, said in mesh.answers.items() if said["body"].get("booking_id") == asked.booking_id)
    mesh.answers.clear()
    assert await mesh.answer(await mesh.say(asked, id=id_)) == first


async def test_who_buys_ahead_of_the_publication_gets_the_seat(mesh: Mesh) -> None:
    event = uuid.uuid4().hex[:12]
    asked = wish(event, "stalls-A1")
    command = await mesh.say(asked)
    await eventually(lambda: waits(mesh, asked.booking_id), every=0.1)
    await on_sale(mesh, event=event)
    answer = await mesh.answer(command)
    assert isinstance(answer, BookingConfirmed) and answer.seats == ("stalls-A1",)


async def waits(mesh: Mesh, booking: str) -> bool:
    return [one.reason for one in await mesh.inspector.waiting("bookings", booking)] == ["early"]


async def test_a_booking_of_an_unknown_event_is_refused(mesh: Mesh) -> None:
    answer = await mesh.ask(wish("nowhere", "stalls-A1"))
    assert getattr(answer, "reason", "") == "not_found"
