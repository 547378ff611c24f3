"""Venues."""

from litestar import get, post
from litestar.params import JSONBody
from litestar.response.base import ASGIResponse

from contracts.catalog import CreateVenue
from edge import ids
from edge.auth.guards import OPTIONAL, organisation_for
from edge.bodies.events import NewVenue
from edge.paths import VenueId
from edge.routes.common import AnyRequest, ask, asked_of, place, shown_or_accepted, user_of
from edge.routes.organising import CHANGE
from edge.world import Here


@post("/venues", guards=CHANGE, tags=["venues"])
async def create_venue(request: AnyRequest, world: Here, data: JSONBody[NewVenue]) -> ASGIResponse:
    """Add a venue."""
    user, asked = user_of(request), asked_of(request, world)
    id_ = ids.thing_id(user.id, asked.key)
    organiser = await organisation_for(request, data.organisation_id, "change")
    command = CreateVenue(
        venue_id=id_, organiser_id=organiser, name=data.name, place=data.place, capacity=data.capacity
    )  # fmt: skip
    return await ask(world, command, asked, place(world, "venues", id_, user.id))


@get("/venues/{venue_id:str}", opt=OPTIONAL, tags=["venues"])
async def venue(request: AnyRequest, world: Here, venue_id: VenueId) -> ASGIResponse:
    """A venue."""
    return shown_or_accepted(world, request, await world.people.venue(venue_id), venue_id, "venue")
