from collections.abc import Iterator

from contracts.catalog import EventCreated, EventPublished
from handlers.email.rows import Happening
from handlers.email.service import email


@email.step
def event_created(created: EventCreated, event: Happening | None) -> Iterator[Happening]:
    event = event or Happening(created.event_id)
    yield event.but(name=created.name, place=created.place, starts_at=created.starts_at)


@email.step
def event_published(published: EventPublished, event: Happening | None) -> Iterator[Happening]:
    """What is published has the last word on its name; the rest was said when it was drafted."""
    yield (event or Happening(published.event_id)).but(name=published.name)
