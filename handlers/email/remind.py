"""A day before an event starts those who have tickets are reminded, once."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Annotated

from choreography.row import Page
from choreography.vocabulary import Timer, at
from handlers.email.facts import of_event
from handlers.email.own import MailDue, RemindAfter
from handlers.email.rows import Guest, Happening
from handlers.email.service import email

BEFORE = timedelta(days=1)


def watched(event: Happening, now: datetime) -> Iterator[Happening | Timer]:
    """From the first tickets on there is somebody to remind."""
    if not event.watched:
        yield (event := event.but(watched=True))
        yield from reminds(event, now)


def reminds(event: Happening, now: datetime) -> Iterator[Timer]:
    """A new start takes the old one's place. Who buys, or is told of a change, within the last day knows it."""
    start = event.starts_at
    if event.watched and not event.off and start and now < start - BEFORE:
        yield Timer("remind", start - BEFORE, RemindAfter.of(event, starts_at=start))


@email.step
def remind_page(
    own: RemindAfter, event: Happening, page: Annotated[Page[Guest], at("event_id", after="after")], now: datetime
) -> Iterator[MailDue | RemindAfter]:
    """If the start has moved, another timer knows."""
    if event.off or event.starts_at != own.starts_at or now >= own.starts_at:
        return
    yield from (reminder(guest, event, own.starts_at) for guest in page if guest.good)
    if page:
        yield RemindAfter.of(own, after=page[-1].booking_id)


def reminder(guest: Guest, event: Happening, starts_at: datetime) -> MailDue:
    """However many bookings a person has, of one start there is one."""
    return MailDue(
        about=guest.event_id, kind="reminder", recipient=guest.buyer_id,
        matter=f"{guest.buyer_id}/{starts_at.astimezone(UTC).isoformat()}", facts=of_event(guest.event_id, event),
    )  # fmt: skip
