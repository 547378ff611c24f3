from collections.abc import Iterator

from choreography.vocabulary import Timer
from contracts.catalog import EventForbidden, EventInvalid, EventRefused, EventRescheduled, RescheduleEvent
from handlers.catalog.end_event import ends
from handlers.catalog.limits import wrong_event
from handlers.catalog.own import FollowStock
from handlers.catalog.rows import Listing
from handlers.catalog.service import catalog


@catalog.step
def reschedule_event(
    asked: RescheduleEvent, listing: Listing
) -> Iterator[Listing | EventRescheduled | FollowStock | Timer | EventForbidden | EventInvalid | EventRefused]:
    """One that was sold out is on sale at first: the stock's last word follows as a move of its own."""
    if not listing.obeys(asked):
        yield EventForbidden.of(asked)
        return
    if listing.state != "postponed":
        yield EventRefused.of(asked, reason="illegal_move")
        return
    listing = listing.to("on_sale", starts_at=asked.starts_at, ends_at=asked.ends_at, sale_closes=asked.sale_closes)
    if wrong := wrong_event(listing):
        yield EventInvalid.of(asked, reason=wrong)
        return
    yield listing
    yield EventRescheduled.of(listing)
    yield FollowStock.of(listing)
    yield ends(listing)
