from collections.abc import Iterator

from contracts.catalog import VenueCreated
from handlers.views.rows import VenueView
from handlers.views.service import views


@views.step
def show_venue(said: VenueCreated, view: VenueView | None) -> Iterator[VenueView]:
    view = view or VenueView(said.venue_id)
    yield view.but(organiser_id=said.organiser_id, name=said.name, place=said.place, capacity=said.capacity)
