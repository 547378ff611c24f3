"""Refunds in part, in memory and on real servers: whoever asks at once, never more than was paid; no ticket is void."""

import asyncio
import uuid

from contracts.base import Message
from contracts.bookings import (
    BookingCancelled,
    CancelBooking,
    RefundBooking,
    RefundGranted,
    RefundNotGranted,
    RequestBooking,
)
from handlers.bookings.rows import Booking, Sale
from handlers.inventory.rows import Hold
from handlers.payments.rows import PaymentIntent, Refund
from tests.mesh.profiles import Mesh
from tests.mesh.provider import Provider
from tests.mesh.test_money import held
from tests.mesh.test_purchase import on_sale

PRICE = 900


async def bought(mesh: Mesh, provider: Provider) -> tuple[RequestBooking, str]:
    event = await on_sale(mesh, price=PRICE, event=uuid.uuid4().hex[:12])
    purchase = await held(mesh, provider, event)
    await provider.pays(purchase.id)
    await purchase.is_kept()
    return purchase.asked, purchase.id


def refund(booking: RequestBooking, amount: int) -> RefundBooking:
    return RefundBooking.of(booking, asker_id="oscar", by_operator=True, amount=amount)


async def state_of(mesh: Mesh, booking: RequestBooking, refund_id: str, state: str) -> None:
    await mesh.becomes("payments", Refund, booking.event_id, booking.booking_id, refund_id, state=state)


async def test_a_part_goes_back_and_the_tickets_stay_good(mesh: Mesh, provider: Provider) -> None:
    booking, id_ = await bought(mesh, provider)
    assert isinstance(await mesh.ask(refund(booking, 300)), RefundGranted)
    await state_of(mesh, booking, "1", "refunded")
    key = booking.event_id, booking.booking_id
    await mesh.becomes("payments", PaymentIntent, *key, state="succeeded", returned=300)
    await mesh.becomes("bookings", Booking, *key, state="confirmed", granted=300)
    await mesh.becomes("inventory", Hold, *key, state="sold")
    assert await provider.refunds(id_) == ["succeeded"]


async def test_of_many_who_give_one_ticket_up_at_once_one_does_and_its_seat_is_sold_again(
    mesh: Mesh, provider: Provider
) -> None:
    event = await on_sale(mesh, price=PRICE, event=uuid.uuid4().hex[:12])
    purchase = await held(mesh, provider, event, "stalls-A1", "stalls-A2")
    await provider.pays(purchase.id)
    await purchase.is_kept()
    booking = purchase.asked
    one = RefundBooking.of(booking, asker_id=booking.buyer_id, by_operator=False, tickets=(1,), void=True)
    said: list[Message] = await asyncio.gather(*(mesh.ask(one) for _ in range(4)))
    assert [one.amount for one in said if isinstance(one, RefundGranted)] == [PRICE]
    assert {one.reason for one in said if isinstance(one, RefundNotGranted)} == {"unknown_ticket"}
    await state_of(mesh, booking, "1", "refunded")
    await mesh.becomes("inventory", Hold, booking.event_id, booking.booking_id, state="sold", void=(1,))
    again = await held(mesh, provider, event)
    assert again.asked.seats == ("stalls-A1",)


async def test_of_many_who_give_money_back_at_once_none_gives_more_than_was_paid(
    mesh: Mesh, provider: Provider
) -> None:
    booking, id_ = await bought(mesh, provider)
    said: list[Message] = await asyncio.gather(*(mesh.ask(refund(booking, 200)) for _ in range(8)))
    granted = [one for one in said if isinstance(one, RefundGranted)]
    assert len(granted) == 4 and max(one.total for one in granted) == 800
    assert {one.left for one in said if isinstance(one, RefundNotGranted)} == {100}
    assert isinstance(await mesh.ask(CancelBooking.of(booking)), BookingCancelled)
    await mesh.becomes("payments", PaymentIntent, booking.event_id, booking.booking_id, state="refunded", returned=800)
    assert await provider.refunds(id_) == ["succeeded"] * 5
    sale = await mesh.row("bookings", Sale, booking.event_id)
    assert sale and not sale.closed
