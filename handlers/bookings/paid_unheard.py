"""Late money asks anew; where the booking was over before it heard what it has, that news is given a while first."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from choreography.vocabulary import Timer
from contracts.bookings import BookingRequested, DiscountRequested
from contracts.payments import PaymentCleared, PaymentSucceeded
from handlers.bookings.own import PaidUnheard
from handlers.bookings.rows import Booking
from handlers.bookings.service import bookings

WITHIN = timedelta(minutes=1)
"""In which the news is there, if it is to come: it is older than the money."""


def waits(said: PaymentSucceeded | PaymentCleared, now: datetime) -> Timer:
    return Timer("paid unheard", now + WITHIN, PaidUnheard.of(said))


@bookings.step
def paid_unheard(due: PaidUnheard, booking: Booking) -> Iterator[Booking | BookingRequested | DiscountRequested]:
    """Without that news it asks for what it had wished, at the price that was paid."""
    if booking.state != "expired":
        return
    known = booking.seats or booking.price
    yield from late(booking if known else booking.but(price=due.price, currency=due.currency))


def late(booking: Booking) -> Iterator[Booking | BookingRequested | DiscountRequested]:
    use = booking.use and booking.use.again()
    yield (booking := booking.to("late", attempt=booking.attempt + 1, use=use))
    if use:
        yield DiscountRequested.of(use, booking)
    else:
        yield BookingRequested.of(booking, attempt=booking.attempt, others=True)
