"""What an organiser says to all who have tickets, once to each."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Annotated

from choreography.row import Page
from choreography.vocabulary import at
from contracts.catalog import AnnouncementMade
from handlers.email.facts import of_event
from handlers.email.own import AnnounceAfter, MailDue
from handlers.email.rows import Guest, Happening
from handlers.email.service import email

NEWS = timedelta(days=1)
"""What is older is mailed to nobody: catalog's facts are read from the start."""


@email.step
def announcement_made(said: AnnouncementMade, asked_at: datetime, now: datetime) -> Iterator[AnnounceAfter]:
    if now - asked_at < NEWS:
        yield AnnounceAfter.of(said)


@email.step
def announce_page(
    own: AnnounceAfter, event: Happening | None, page: Annotated[Page[Guest], at("event_id", after="after")]
) -> Iterator[MailDue | AnnounceAfter]:
    yield from (announcement(own, guest, event) for guest in page if guest.good)
    if page:
        yield AnnounceAfter.of(own, after=page[-1].booking_id)


def announcement(own: AnnounceAfter, guest: Guest, event: Happening | None) -> MailDue:
    """However many bookings a person has, there is one."""
    return MailDue(
        about=own.event_id, kind="announcement", recipient=guest.buyer_id, matter=f"{guest.buyer_id}/{own.number}",
        facts=of_event(own.event_id, event) | {"text": own.text},
    )  # fmt: skip
