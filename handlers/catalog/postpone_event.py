from collections.abc import Iterator

from choreography.vocabulary import Withdraw
from contracts.catalog import EventForbidden, EventPostponed, EventRefused, PostponeEvent, SlotGivenUp
from handlers.catalog.ask_venue import gives_up
from handlers.catalog.rows import Listing
from handlers.catalog.service import catalog


@catalog.step
def postpone_event(
    asked: PostponeEvent, listing: Listing
) -> Iterator[Listing | EventPostponed | EventForbidden | EventRefused | SlotGivenUp | Withdraw]:
    """It does not end by its old date, and its venue is free then."""
    if not listing.obeys(asked):
        yield EventForbidden.of(asked)
    elif not listing.may("postponed"):
        yield EventRefused.of(asked, reason="illegal_move")
    else:
        yield listing.to("postponed", planned=listing.given_up())
        yield EventPostponed.of(asked, reason=asked.reason)
        yield Withdraw("end", listing.event_id)
        yield from gives_up(listing)
