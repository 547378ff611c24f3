from collections.abc import Iterator
from typing import Annotated

from choreography.row import Page
from choreography.vocabulary import Timer, at
from contracts.catalog import EventForbidden, EventPublished, EventRefused, PublishEvent, SectionPublished
from handlers.catalog.end_event import ends
from handlers.catalog.own import PublishSectionsAfter
from handlers.catalog.rows import Listing, Section
from handlers.catalog.service import catalog


@catalog.step
def publish_event(
    asked: PublishEvent, listing: Listing
) -> Iterator[Listing | EventPublished | PublishSectionsAfter | Timer | EventForbidden | EventRefused]:
    """The event first, then its sections by pages: nobody adds one any more."""
    if not listing.obeys(asked):
        yield EventForbidden.of(asked)
    elif listing.state != "draft":
        yield EventRefused.of(asked, reason="illegal_move")
    elif not listing.capacity:
        yield EventRefused.of(asked, reason="nothing_to_sell")
    else:
        yield listing.to("on_sale")
        yield EventPublished.of(listing, capacity=listing.capacity)
        yield PublishSectionsAfter.of(listing)
        yield ends(listing)


@catalog.step
def publish_page(
    go_on: PublishSectionsAfter, listing: Listing, page: Annotated[Page[Section], at("event_id", after="after")]
) -> Iterator[SectionPublished | PublishSectionsAfter]:
    """It reads the listing for its version alone, which the sections' messages carry."""
    yield from (SectionPublished.of(section) for section in page)
    if page:
        yield PublishSectionsAfter.of(listing, after=page[-1].section)
