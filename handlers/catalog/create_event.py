from collections.abc import Iterator

from contracts.catalog import CreateEvent, Details, EventCreated, EventInvalid, EventRefused
from handlers.catalog.limits import wrong_currency, wrong_event
from handlers.catalog.rows import Listing, carried
from handlers.catalog.service import catalog


@catalog.step
def create_event(
    asked: CreateEvent, there: Listing | None
) -> Iterator[Listing | EventCreated | EventInvalid | EventRefused]:
    if wrong := wrong_event(asked) or wrong_currency(asked.currency):
        yield EventInvalid.of(asked, reason=wrong)
        return
    if there:
        yield EventRefused.of(asked, reason="exists")
        return
    yield Listing(asked.event_id, **carried(asked, Details))
    yield EventCreated.of(asked)
