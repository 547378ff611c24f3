from collections.abc import Iterator
from datetime import datetime, timedelta

from contracts.bookings import BookingForbidden, ConfirmationNotRepeated, ConfirmationRepeated, RepeatConfirmation
from handlers.bookings.rows import Booking, Sale
from handlers.bookings.service import bookings

HOUR, AT_MOST = timedelta(hours=1), 3
"""So many mails of one booking within an hour, whoever asks for them."""


@bookings.step
def repeat_confirmation(
    asked: RepeatConfirmation, booking: Booking, sale: Sale, now: datetime
) -> Iterator[Booking | ConfirmationRepeated | ConfirmationNotRepeated | BookingForbidden]:
    """Each ask is numbered, so that each is one mail."""
    if asked.asker_id != booking.buyer_id and not sale.obeys(asked):
        yield BookingForbidden.of(asked)
        return
    lately = tuple(time for time in booking.repeated if time > now - HOUR)
    if reason := why_not(booking, lately):
        yield ConfirmationNotRepeated.of(booking, reason=reason)
        return
    yield booking.but(repeats=booking.repeats + 1, repeated=(*lately, now))
    yield ConfirmationRepeated.of(booking, number=booking.repeats + 1)


def why_not(booking: Booking, lately: tuple[datetime, ...]) -> str:
    """Why no mail is sent, as a reason; empty if it is."""
    if booking.state != "confirmed":
        return "no_tickets"
    return "repeated_too_often" if len(lately) >= AT_MOST else ""
