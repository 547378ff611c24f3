"""An event's time at a venue, asked for in the venue's partition."""

from datetime import datetime

from contracts.base import Event, OfEvent
from contracts.catalog.venues import OfVenue


class OfSlot(OfVenue, key="venue_id", subject="event_id", carries=("event_id", "attempt")):
    """About one event's time at a venue, in the venue's partition."""

    event_id: str
    attempt: int
    """Raised with each question; it comes back in the answer."""


class SlotAsked(OfSlot, Event):
    """May the event have the venue at this time, for so many people?"""

    starts_at: datetime
    ends_at: datetime
    capacity: int


class SlotGivenUp(OfSlot, Event):
    """The event does not need the venue any more."""


class SlotGranted(OfEvent, Event, carries=("attempt",)):
    """The venue is the event's for the time that it asked for; an earlier time is free again."""

    attempt: int
    room: int = 0
    """How many people the venue holds; 0 in those of before it was said."""
    venue_id: str = ""
    """Which venue it is; empty in those of before it was said."""
    hall: str = ""
    """Its name..."""
    place: str = ""
    """...and its address; both empty of a venue that nobody created."""


class SlotRefused(OfEvent, Event, carries=("attempt",)):
    """The event does not get the time; `reason` is venue_taken, venue_full or over_capacity."""

    attempt: int
    reason: str
