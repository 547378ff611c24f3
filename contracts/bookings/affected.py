"""The event is not as it was bought."""

from datetime import datetime

from contracts.base import Basket, Event, OfBooking
from contracts.bookings.about import OfSeats


class BookingAffected(OfSeats, Basket, OfBooking, Event):
    """The event of a confirmed booking is not as it was bought: its buyer is told so, once of each such change."""

    change: int
    """Which of the event's changes it is; the first is 1."""
    changed: tuple[str, ...]
    """place, venue_id, starts_at, ends_at, or all that `postponed` means: it has no date until it is told one."""
    place: str = ""
    hall: str = ""
    """The name of the venue, where that was asked and is known."""
    starts_at: datetime | None = None
    """None while it has no date."""
    refund_until: datetime | None = None
    """Until then its buyer may cancel it and has all of the money back, whatever else holds; None: no such offer."""
