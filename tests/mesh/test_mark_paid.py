"""Money that came another way races with the provider's, in memory and on the real servers alike."""

import asyncio
from datetime import timedelta

import pytest

from contracts.bookings import (
    AcceptOffer,
    BookingConfirmed,
    BookingHeld,
    BookingMarkedPaid,
    BookingNotMarkedPaid,
    CancelBooking,
    MarkPaid,
    RefundBooking,
    RefundGranted,
    RequestBooking,
)
from handlers.bookings.rows import Booking
from handlers.inventory.rows import Hold
from handlers.payments.rows import PaymentIntent
from handlers.views.money import BalanceView
from handlers.views.rows import BookingView
from tests.eventually import eventually
from tests.mesh.profiles import Mesh
from tests.mesh.provider import Provider
from tests.mesh.test_money import Purchase, held
from tests.mesh.test_purchase import on_sale, wish

SOON = timedelta(seconds=0.4)


def mark(bought: Purchase) -> MarkPaid:
    event, booking = bought.key
    return MarkPaid(event_id=event, booking_id=booking, asker_id="otto", by_operator=True)


async def test_what_is_marked_as_paid_has_tickets_and_the_provider_takes_no_money_for_it(
    mesh: Mesh, provider: Provider
) -> None:
    bought = await held(mesh, provider, await on_sale(mesh, price=900))
    assert isinstance(await mesh.ask(mark(bought)), BookingMarkedPaid)
    await bought.booking(state="confirmed", by_hand=True)
    await bought.hold("sold")
    await bought.payment(state="cancelled", over="paid")
    assert await provider.status(bought.id) == "canceled"
    await mesh.becomes("views", BookingView, *bought.key, state="confirmed", by_hand=True, paid=0)


async def test_of_two_that_pay_at_once_one_confirms_and_the_other_has_the_money_back(
    mesh: Mesh, provider: Provider
) -> None:
    event = await on_sale(mesh, price=900)
    for seat in ("stalls-A1", "stalls-A2", "stalls-A3"):
        bought = await held(mesh, provider, event, seat)
        said, _ = await asyncio.gather(mesh.ask(mark(bought)), provider.pays(bought.id))
        await bought.hold("sold")
        if isinstance(said, BookingMarkedPaid):
            await bought.booking(state="confirmed", by_hand=True)
            await eventually(lambda: nothing_kept(bought), within=15)  # noqa: B023 awaited here
        else:
            assert isinstance(said, BookingNotMarkedPaid) and said.state == "confirmed"
            await bought.is_kept()


async def nothing_kept(bought: Purchase) -> bool:
    """The money went back, if the provider had taken any."""
    intent = await bought.mesh.row("payments", PaymentIntent, *bought.key)
    return intent is not None and intent.state in ("refunded", "cancelled")


async def test_money_that_arrived_before_it_was_marked_stays_and_the_mark_is_refused(
    mesh: Mesh, provider: Provider
) -> None:
    bought = await held(mesh, provider, await on_sale(mesh, price=900))
    await provider.pays(bought.id)
    await bought.booking(state="confirmed")
    said = await mesh.ask(mark(bought))
    assert isinstance(said, BookingNotMarkedPaid) and said.state == "confirmed"
    await bought.is_kept()


async def test_money_that_is_heard_of_after_it_was_marked_goes_back(mesh: Mesh, provider: Provider) -> None:
    bought = await held(mesh, provider, await on_sale(mesh, price=900))
    await provider.hold()
    await provider.pays(bought.id)
    assert isinstance(await mesh.ask(mark(bought)), BookingMarkedPaid)
    await provider.release()
    await bought.is_refunded_once()
    await bought.booking(state="confirmed", by_hand=True)
    await mesh.ask(CancelBooking.of(bought.asked, refund=900))
    await bought.booking(state="cancelled")


async def test_what_the_organiser_has_is_owed_back_and_never_asked_of_the_provider(
    mesh: Mesh, provider: Provider
) -> None:
    bought = await held(mesh, provider, await on_sale(mesh, price=900))
    assert isinstance(await mesh.ask(mark(bought)), BookingMarkedPaid)
    await mesh.becomes("views", BalanceView, bought.key[0], sales=900, offline=900, paid=0)
    part = RefundBooking.of(mark(bought), amount=300, tickets=(), void=False, refund=None)
    granted = await mesh.ask(part)
    assert isinstance(granted, RefundGranted) and granted.by_hand
    await mesh.becomes("views", BookingView, *bought.key, owed_back=300, refunded=0)
    await mesh.ask(CancelBooking.of(bought.asked, refund=600))
    await mesh.becomes("views", BookingView, *bought.key, owed_back=900, refunded=0)
    await mesh.becomes("views", BalanceView, bought.key[0], sales=0, offline=0)
    assert await provider.refunds(bought.id) == []


async def test_an_expired_booking_is_not_marked(mesh: Mesh, provider: Provider) -> None:
    event = await on_sale(mesh, price=900, hold_for=timedelta(seconds=1))
    bought = await held(mesh, provider, event)
    await mesh.becomes("bookings", Booking, *bought.key, state="expired")
    said = await mesh.ask(mark(bought))
    assert isinstance(said, BookingNotMarkedPaid) and said.state == "expired"


async def overdue(mesh: Mesh) -> RequestBooking:
    """Its organiser was to be paid by a deadline that is over."""
    event = await on_sale(mesh, price=900, hold_for=SOON, offline_for=SOON)
    asked = wish(event, "stalls-A1").model_copy(update={"offline": True})
    assert isinstance(await mesh.ask(asked), BookingHeld)
    await mesh.becomes("bookings", Booking, event, asked.booking_id, state="expired")
    await mesh.becomes("inventory", Hold, event, asked.booking_id, state="released")
    return asked


def late_mark(asked: RequestBooking) -> MarkPaid:
    return MarkPaid(event_id=asked.event_id, booking_id=asked.booking_id, asker_id="otto", by_operator=True)


@pytest.mark.parametrize("mesh", ["memory"], indirect=True)
async def test_a_mark_after_the_deadline_has_the_same_seats_where_they_are_free(mesh: Mesh) -> None:
    asked = await overdue(mesh)
    assert isinstance(await mesh.ask(late_mark(asked)), BookingMarkedPaid)
    await mesh.becomes("bookings", Booking, asked.event_id, asked.booking_id, state="confirmed", by_hand=True)
    await mesh.becomes("inventory", Hold, asked.event_id, asked.booking_id, state="sold", seats=asked.seats)
    await mesh.becomes("views", BalanceView, asked.event_id, sales=900, offline=900, paid=0)


@pytest.mark.parametrize("mesh", ["memory"], indirect=True)
async def test_a_mark_after_the_deadline_is_offered_other_seats_where_they_are_gone(mesh: Mesh) -> None:
    asked = await overdue(mesh)
    assert isinstance(await mesh.ask(wish(asked.event_id, *asked.seats)), BookingHeld)
    assert isinstance(await mesh.ask(late_mark(asked)), BookingMarkedPaid)
    await mesh.becomes("bookings", Booking, asked.event_id, asked.booking_id, state="offered", by_hand=True)
    said = await mesh.ask(AcceptOffer.of(asked))
    assert isinstance(said, BookingConfirmed) and said.seats != asked.seats
    await mesh.becomes("inventory", Hold, asked.event_id, asked.booking_id, state="sold", seats=said.seats)
    await mesh.becomes("views", BalanceView, asked.event_id, sales=900, offline=900, paid=0)
