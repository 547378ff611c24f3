"""What bookings says to itself."""

from datetime import datetime

from choreography.vocabulary import Own
from contracts.base import Choice, OfBooking, OfEvent


class Expire(OfBooking, Own):
    """The deadline for which it was set has come."""

    deadline: datetime


class AwaitTurn(Choice, OfBooking, Own):
    """A request came before the news of its buyer's turn: look once more."""


class CancelBookingsAfter(OfEvent, Own):
    """The event is cancelled: go on with its bookings, those behind `after`."""

    after: str = ""


class CancelWithEvent(OfBooking, Own):
    """The booking's event is cancelled."""
