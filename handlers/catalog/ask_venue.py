"""What an event says to its venue. Both have a key of their own, so that they talk over the log."""

from collections.abc import Iterator

from contracts.catalog import ChangeEvent, SlotAsked, SlotGivenUp
from handlers.catalog.rows import Listing


def asks(listing: Listing, planned: ChangeEvent) -> Iterator[Listing | SlotAsked]:
    """For the time that the event has when `planned` has come about; until the answer nothing changes."""
    yield (asking := listing.but(planned=planned, attempt=listing.attempt + 1))
    then = asking.as_planned()
    yield SlotAsked.of(asking, starts_at=then.starts_at, ends_at=then.ends_at, capacity=then.capacity)


def gives_up(listing: Listing) -> Iterator[SlotGivenUp]:
    """It comes behind all that the event asked for before; who never asked has nothing."""
    if listing.attempt:
        yield SlotGivenUp.of(listing)
