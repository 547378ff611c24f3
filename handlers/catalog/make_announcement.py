from collections.abc import Iterator
from datetime import datetime, timedelta

from contracts.catalog import AnnouncementMade, EventForbidden, EventRefused, MakeAnnouncement
from handlers.catalog.rows import Listing
from handlers.catalog.service import catalog

APART = timedelta(days=1)
WITH_TICKETS = ("on_sale", "sold_out", "postponed", "ended")


@catalog.step
def make_announcement(
    asked: MakeAnnouncement, listing: Listing, now: datetime
) -> Iterator[Listing | AnnouncementMade | EventForbidden | EventRefused]:
    if not listing.obeys(asked):
        yield EventForbidden.of(asked)
    elif reason := why_not(listing, now):
        yield EventRefused.of(asked, reason=reason)
    else:
        number = listing.announcements + 1
        yield listing.but(announcements=number, announced_at=now)
        yield AnnouncementMade.of(asked, number=number, text=asked.text)


def why_not(listing: Listing, now: datetime) -> str:
    """Why nobody is told, as a reason; empty if all are."""
    if listing.state not in WITH_TICKETS:
        return "nobody_to_tell"
    return "announced_today" if listing.announced_at and now < listing.announced_at + APART else ""
