"""What an event says to its venue. Both have a key of their own, so that they talk over the log."""

from collections.abc import Iterator

from contracts.catalog import ChangeEvent, SlotAsked, SlotGivenUp, SlotGranted
from handlers.catalog.rows import Listing


def asks(listing: Listing, planned: ChangeEvent) -> Iterator[Listing | SlotAsked]:
    """For the time that the event has when `planned` has come about; until the answer nothing changes."""
    yield (asking := listing.but(planned=planned, attempt=listing.attempt + 1))
    then = asking.as_planned()
    when = {"starts_at": then.starts_at, "ends_at": then.ends_at}
    yield SlotAsked.of(asking, venue_id=then.venue_id, **when, capacity=then.capacity)


def gives_up(listing: Listing) -> Iterator[SlotGivenUp]:
    """It comes behind all that the event asked for there before; who never asked has nothing."""
    if listing.attempt and listing.venue_id:
        yield SlotGivenUp.of(listing)


def leaves(old: Listing, new: Listing) -> Iterator[SlotGivenUp]:
    """Who has moved needs the old venue no more."""
    if old.venue_id != new.venue_id and old.holds(old.venue_id) and old.venue_id:
        yield SlotGivenUp.of(old)


def gives_back(listing: Listing, granted: SlotGranted) -> Iterator[SlotGivenUp]:
    """A time that nobody waits for any more, unless the event is there. What it asked for since stays its own."""
    if granted.venue_id and not listing.holds(granted.venue_id):
        yield SlotGivenUp.of(granted)
