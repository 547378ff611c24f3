from collections.abc import Iterator

from choreography.vocabulary import Timer
from contracts.catalog import (
    NO_BOUND,
    ChangeEvent,
    EventForbidden,
    EventInvalid,
    EventRefused,
    EventRescheduled,
    RescheduleEvent,
    SlotAsked,
)
from handlers.catalog.ask_venue import asks
from handlers.catalog.end_event import ends
from handlers.catalog.limits import wrong_event
from handlers.catalog.own import FollowStock
from handlers.catalog.rows import Listing
from handlers.catalog.service import catalog

DATES = ("starts_at", "ends_at", "sale_closes")


@catalog.step
def reschedule_event(
    asked: RescheduleEvent, listing: Listing
) -> Iterator[
    Listing | EventRescheduled | FollowStock | Timer | SlotAsked | EventForbidden | EventInvalid | EventRefused
]:
    """Where it has a venue, that is asked first."""
    new = listing.but(**{name: getattr(asked, name) for name in DATES})
    if not listing.obeys(asked):
        yield EventForbidden.of(asked)
    elif reason := why_not(listing):
        yield EventRefused.of(asked, reason=reason)
    elif wrong := wrong_event(new):
        yield EventInvalid.of(asked, reason=wrong)
    elif listing.venue_id:
        dates = {name: getattr(asked, name) for name in DATES}
        yield from asks(listing, ChangeEvent.of(asked, changed=DATES, **dates))
    else:
        yield from rescheduled(new)


def why_not(listing: Listing) -> str:
    """Why the event gets no new date, as a reason; empty if it does."""
    if listing.state != "postponed":
        return "illegal_move"
    return "venue_asked" if listing.planned else ""


def rescheduled(
    listing: Listing, room: int = NO_BOUND, hall: str = ""
) -> Iterator[Listing | EventRescheduled | FollowStock | Timer]:
    """One that was sold out is on sale at first: the stock's last word follows as a move of its own."""
    yield listing.to("on_sale")
    yield EventRescheduled.of(listing, room=room, hall=hall)
    yield FollowStock.of(listing)
    yield ends(listing)
