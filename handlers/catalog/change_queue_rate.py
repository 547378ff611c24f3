from collections.abc import Iterator

from choreography.vocabulary import Timer
from contracts.catalog import ChangeQueueRate, EventChanged, EventForbidden, EventInvalid, EventRefused
from handlers.catalog.bounds import PER_MINUTE_AT_MOST
from handlers.catalog.change_event import changed
from handlers.catalog.rows import Listing
from handlers.catalog.service import catalog

RATE = "per_minute"
"""The field that is named where its limits are broken."""


@catalog.step
def change_queue_rate(
    asked: ChangeQueueRate, listing: Listing
) -> Iterator[Listing | EventChanged | Timer | EventForbidden | EventInvalid | EventRefused]:
    """All else of a queue stays as people found it."""
    if not listing.obeys(asked):
        yield EventForbidden.of(asked)
    elif listing.state in ("ended", "cancelled", "deleted"):
        yield EventRefused.of(asked, reason="illegal_move")
    elif listing.queue is None:
        yield EventRefused.of(asked, reason="no_queue")
    elif not 0 < asked.per_minute <= PER_MINUTE_AT_MOST:
        yield EventInvalid.of(asked, reason=RATE)
    else:
        queue = listing.queue.model_copy(update={"per_minute": asked.per_minute})
        yield from changed(listing, listing.but(queue=queue))
