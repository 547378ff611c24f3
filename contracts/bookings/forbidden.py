"""Who asks may not."""

from contracts.base import Event
from contracts.bookings.about import OfBookingAsked
from contracts.bookings.confirmations import RepeatConfirmation
from contracts.bookings.holders import NameHolders
from contracts.bookings.offline import MarkPaid
from contracts.bookings.refunds import RefundBooking
from contracts.bookings.requests import GiveBooking


class BookingForbidden(
    OfBookingAsked, Event, answers=(MarkPaid, RefundBooking, RepeatConfirmation, NameHolders, GiveBooking), status=403
):
    """The booking is neither the asker's nor of an event of the asker's."""
