from collections.abc import Iterator
from typing import Annotated

from choreography.row import Page
from choreography.vocabulary import Timer, at
from contracts.catalog import (
    NO_BOUND,
    ChangeEvent,
    EventForbidden,
    EventInvalid,
    EventListed,
    EventPublished,
    EventRefused,
    PublishEvent,
    SectionPublished,
    SlotAsked,
)
from handlers.catalog.ask_venue import asks
from handlers.catalog.end_event import ends
from handlers.catalog.limits import wrong_currency
from handlers.catalog.own import PublishSectionsAfter
from handlers.catalog.rows import Listing, Section
from handlers.catalog.service import catalog


@catalog.step
def publish_event(
    asked: PublishEvent, listing: Listing
) -> Iterator[
    Listing | EventPublished | PublishSectionsAfter | Timer | SlotAsked | EventForbidden | EventInvalid | EventRefused
]:
    """Where it has a venue, that is asked first."""
    if not listing.obeys(asked):
        yield EventForbidden.of(asked)
    elif reason := why_not(listing):
        yield EventRefused.of(asked, reason=reason)
    elif wrong := wrong_currency(listing.currency):
        yield EventInvalid.of(asked, reason=wrong)
    elif listing.venue_id:
        yield from asks(listing, ChangeEvent.of(asked, changed=()))
    else:
        yield from published(listing)


def why_not(listing: Listing) -> str:
    """Why the event is not put on sale, as a reason; empty if it is."""
    if listing.state != "draft":
        return "illegal_move"
    if listing.planned:
        return "venue_asked"
    return "" if listing.capacity else "nothing_to_sell"


def published(
    listing: Listing, room: int = NO_BOUND
) -> Iterator[Listing | EventPublished | PublishSectionsAfter | Timer]:
    """The event first, then its sections by pages: nobody adds one any more."""
    yield listing.to("on_sale")
    yield EventPublished.of(listing, capacity=listing.capacity, room=room, starts_at=listing.starts_at)
    yield PublishSectionsAfter.of(listing)
    yield ends(listing)


@catalog.step
def publish_page(
    go_on: PublishSectionsAfter, listing: Listing, page: Annotated[Page[Section], at("event_id", after="after")]
) -> Iterator[SectionPublished | EventListed | PublishSectionsAfter]:
    """It reads the listing for its version alone, which the sections' messages carry."""
    if not go_on.after:
        yield EventListed.of(listing)
    yield from (SectionPublished.of(section) for section in page)
    if page:
        yield PublishSectionsAfter.of(listing, after=page[-1].section)
