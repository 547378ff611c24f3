"""What becomes of an event that is on sale."""

from datetime import datetime

from contracts.base import Command, Event, OfEvent
from contracts.catalog.about import ByOrganiser, Details, Housed


class PostponeEvent(ByOrganiser, OfEvent, Command):
    """The event will take place later, nobody knows when: what is sold stays sold, and no more is."""

    reason: str = ""


class EventPostponed(OfEvent, Event, answers=PostponeEvent, status=200):
    """Until it has a new date nothing more is sold; what is sold stays sold."""

    reason: str = ""


class RescheduleEvent(ByOrganiser, OfEvent, Command):
    """The postponed event has a new date, and is on sale again until `sale_closes`."""

    starts_at: datetime
    ends_at: datetime
    sale_closes: datetime


class EventRescheduled(Housed, Details, OfEvent, Event, answers=RescheduleEvent, status=200):
    """The event has a new date, and is on sale again."""


class CancelEvent(ByOrganiser, OfEvent, Command):
    """Call the event off: every booking is cancelled, and what was paid goes back."""

    reason: str = ""


class EventCancelled(OfEvent, Event, answers=CancelEvent, status=200):
    """The event will not take place: bookings are cancelled, money goes back. One that was a draft has none."""

    reason: str = ""


class EventEnded(OfEvent, Event):
    """The event is over."""


class EventSoldOut(OfEvent, Event):
    """No place can be had any more."""

    stock_seq: int


class EventBackOnSale(OfEvent, Event):
    """The event was sold out, and places came back."""

    stock_seq: int
