from collections.abc import Iterator

from contracts.catalog import CreateVenue, VenueCreated, VenueInvalid, VenueRefused
from handlers.catalog.limits import wrong_venue
from handlers.catalog.rows import Venue
from handlers.catalog.service import catalog


@catalog.step
def create_venue(
    asked: CreateVenue, there: Venue | None
) -> Iterator[Venue | VenueCreated | VenueInvalid | VenueRefused]:
    if wrong := wrong_venue(asked):
        yield VenueInvalid.of(asked, reason=wrong)
        return
    if there:
        yield VenueRefused.of(asked, reason="exists")
        return
    yield Venue(asked.venue_id, asked.organiser_id, asked.name, asked.place, asked.capacity)
    yield VenueCreated.of(asked)
