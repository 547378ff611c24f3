from collections.abc import Iterator
from datetime import datetime, timedelta

from choreography.vocabulary import Timer
from contracts.catalog import (
    EventCancelled,
    EventChanged,
    EventCreated,
    EventPostponed,
    EventPublished,
    EventRescheduled,
)
from handlers.email.remind import reminds
from handlers.email.rows import Happening
from handlers.email.service import email


@email.step
def event_told(
    said: EventCreated | EventChanged | EventRescheduled, event: Happening | None, now: datetime
) -> Iterator[Happening | Timer]:
    """Who says the time anew says it by the clocks there; where it is only told again, the moment alone is."""
    event = event or Happening(said.event_id)
    if event.starts_at is None or not isinstance(said, EventChanged) or "starts_at" in said.changed:
        offset = (said.starts_at.utcoffset() or timedelta()) // timedelta(minutes=1)
        event = event.but(starts_at=said.starts_at, utc_offset=offset)
    off = event.off and not isinstance(said, EventRescheduled)
    yield (event := event.but(name=said.name, place=said.place, off=off))
    yield from reminds(event, now)


@email.step
def event_off(said: EventPostponed | EventCancelled, event: Happening | None) -> Iterator[Happening]:
    """Nobody is reminded of it, unless it has a new date."""
    yield (event or Happening(said.event_id)).but(off=True)


@email.step
def event_published(published: EventPublished, event: Happening | None) -> Iterator[Happening]:
    """What is published has the last word on its name; the rest was said when it was drafted."""
    yield (event or Happening(published.event_id)).but(name=published.name)
