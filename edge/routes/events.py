"""Events as anybody sees them."""

from typing import Annotated

from litestar import get
from litestar.params import Parameter
from litestar.response.base import ASGIResponse

from edge.auth.guards import OPTIONAL
from edge.paths import EventId
from edge.problem import Problem
from edge.routes.common import AnyRequest, maybe_user, shown, shown_or_accepted
from edge.world import Here

Word = Annotated[str, Parameter(max_length=200)]
Size = Annotated[int, Parameter(ge=1, le=100)]
Receipts = Annotated[int, Parameter(ge=0, le=999_999_999)]


@get("/events", opt=OPTIONAL, tags=["events"])
async def events(
    request: AnyRequest,
    world: Here,
    after: Word = "",
    limit: Size = 50,
    category: Word = "",
    q: Word = "",
    organiser: Word = "",
) -> ASGIResponse:
    """What is on sale, by when it starts; with `organiser=me` my own, drafts too. `next` goes into `after`."""
    if organiser != "me":
        return shown(await world.events.on_sale(limit, after, category, q), "page")
    if (user := maybe_user(request)) is None:
        raise Problem(401, "token_missing", headers={"WWW-Authenticate": "Bearer"})
    return shown(await world.events.of(user.id, limit, after), "page")


@get("/events/{event_id:str}", opt=OPTIONAL, tags=["events"])
async def event(request: AnyRequest, world: Here, event_id: EventId) -> ASGIResponse:
    """An event; a draft is shown to its organiser alone."""
    found = await world.events.one(event_id, maybe_user(request))
    return shown_or_accepted(world, request, found, event_id, "event")


@get("/events/{event_id:str}/availability", opt=OPTIONAL, tags=["events"])
async def availability(request: AnyRequest, world: Here, event_id: EventId) -> ASGIResponse:
    """Counts. `version` is the number from which the channel `event:ID` goes on."""
    return shown(await world.events.availability(event_id, maybe_user(request)), "event")


@get("/events/{event_id:str}/seats", opt=OPTIONAL, tags=["events"])
async def seats(request: AnyRequest, world: Here, event_id: EventId, section: Word = "") -> ASGIResponse:
    """The seating plan, and which seats are held or sold; `version` as that of the availability."""
    return shown(await world.events.seats(event_id, maybe_user(request), section), "event")
