"""What bookings says to itself."""

from datetime import datetime

from choreography.vocabulary import Own
from contracts.base import Basket, OfBooking, OfEvent
from handlers.bookings.rows import Change


class Expire(OfBooking, Own):
    """The deadline for which it was set has come."""

    deadline: datetime


class PaidUnheard(OfBooking, Own, carries=("price", "currency")):
    """Money came for what was over before it heard what it has; in the minor unit, 0 where that is not told."""

    price: int = 0
    currency: str = ""


class Remind(OfBooking, Own):
    """What is to be paid another way is soon over; it names the deadline that it was set for."""

    deadline: datetime


class AwaitTurn(Basket, OfBooking, Own, carries=("code", "offline", "sources")):
    """A request came before the news of its buyer's turn: look once more."""

    code: str = ""
    offline: bool = False
    sources: tuple[str, ...] = ()
    asked_at: datetime | None = None


class CancelBookingsAfter(OfEvent, Own):
    """The event is cancelled: go on with its bookings, those behind `after`."""

    after: str = ""


class CancelWithEvent(OfBooking, Own):
    """The booking's event is cancelled."""


class TellBookingsAfter(OfEvent, Own, carries=("change",)):
    """The event has changed: go on with its bookings, those behind `after`."""

    change: Change
    after: str = ""


class TellBooking(OfBooking, Own, carries=("change",)):
    """The booking's event has changed."""

    change: Change
