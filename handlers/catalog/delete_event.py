from collections.abc import Iterator

from contracts.catalog import DeleteEvent, EventDeleted, EventForbidden, EventRefused
from handlers.catalog.rows import Listing
from handlers.catalog.service import catalog


@catalog.step
def delete_event(
    asked: DeleteEvent, listing: Listing
) -> Iterator[Listing | EventDeleted | EventForbidden | EventRefused]:
    if not listing.obeys(asked):
        yield EventForbidden.of(asked)
    elif not listing.may("deleted"):
        yield EventRefused.of(asked, reason="illegal_move")
    elif listing.planned:
        yield EventRefused.of(asked, reason="venue_asked")
    else:
        yield listing.to("deleted")
        yield EventDeleted.of(asked)
