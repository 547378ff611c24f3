from collections.abc import Iterator

from choreography.vocabulary import Withdraw
from contracts.catalog import CancelEvent, EventCancelled, EventForbidden, EventRefused, SlotGivenUp
from handlers.catalog.ask_venue import gives_up
from handlers.catalog.rows import Listing
from handlers.catalog.service import catalog


@catalog.step
def cancel_event(
    asked: CancelEvent, listing: Listing
) -> Iterator[Listing | EventCancelled | EventForbidden | EventRefused | SlotGivenUp | Withdraw]:
    if not listing.obeys(asked):
        yield EventForbidden.of(asked)
    elif not listing.may("cancelled"):
        yield EventRefused.of(asked, reason="illegal_move")
    else:
        yield listing.to("cancelled", planned=None)
        yield EventCancelled.of(asked, reason=asked.reason)
        yield Withdraw("end", listing.event_id)
        yield from gives_up(listing)
