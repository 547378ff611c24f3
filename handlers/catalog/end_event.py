from collections.abc import Iterator

from choreography.vocabulary import Timer
from contracts.catalog import EventEnded, SlotGivenUp
from handlers.catalog.ask_venue import gives_up
from handlers.catalog.own import EndEvent
from handlers.catalog.rows import Listing
from handlers.catalog.service import catalog


@catalog.step
def end_event(due: EndEvent, listing: Listing) -> Iterator[Listing | EventEnded | SlotGivenUp]:
    """The timer names the end that it was set for; if that has moved, another timer knows."""
    if listing.may("ended") and listing.ends_at == due.ends_at:
        yield listing.to("ended", planned=None)
        yield EventEnded.of(listing)
        yield from gives_up(listing)


def ends(listing: Listing) -> Timer:
    return Timer("end", listing.ends_at, EndEvent.of(listing, ends_at=listing.ends_at))
