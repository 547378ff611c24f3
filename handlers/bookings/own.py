"""What bookings says to itself."""

from datetime import datetime

from choreography.vocabulary import Own
from contracts.base import OfBooking, OfEvent


class Expire(OfBooking, Own):
    """The deadline for which it was set has come."""

    deadline: datetime


class CancelBookingsAfter(OfEvent, Own):
    """The event is cancelled: go on with its bookings, those behind `after`."""

    after: str = ""


class CancelWithEvent(OfBooking, Own):
    """The booking's event is cancelled."""
