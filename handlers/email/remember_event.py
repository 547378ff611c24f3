from collections.abc import Iterator

from contracts.catalog import EventChanged, EventCreated, EventPublished, EventRescheduled
from handlers.email.rows import Happening
from handlers.email.service import email


@email.step
def event_told(said: EventCreated | EventChanged | EventRescheduled, event: Happening | None) -> Iterator[Happening]:
    event = event or Happening(said.event_id)
    yield event.but(name=said.name, place=said.place, starts_at=said.starts_at)


@email.step
def event_published(published: EventPublished, event: Happening | None) -> Iterator[Happening]:
    """What is published has the last word on its name; the rest was said when it was drafted."""
    yield (event or Happening(published.event_id)).but(name=published.name)
