"""Tickets: what gates need to verify them without asking anybody."""

import msgspec
from litestar import get
from litestar.response.base import ASGIResponse

from edge.asking.reply import JSON
from edge.auth.guards import PUBLIC, is_operator, role
from edge.live.ports import User
from edge.paths import EventId
from edge.problem import Problem, not_found
from edge.routes.common import AnyRequest, user_of
from edge.routes.events import Size, Word
from edge.world import Here, World

_encode = msgspec.json.Encoder().encode


@get("/.well-known/ticket-keys.json", opt=PUBLIC, tags=["tickets"])
async def keys(world: Here) -> ASGIResponse:
    """The Ed25519 keys that ticket codes are signed with, as JWKs, the newest last. A ticket is good by any of them."""
    found = await world.tickets.keys()
    jwks = [{"kty": "OKP", "crv": "Ed25519", "use": "sig", "kid": one["kid"], "x": one["public"]} for one in found]
    headers = {"Cache-Control": "max-age=60"}
    return ASGIResponse(body=_encode({"keys": jwks}), media_type=JSON, headers=headers)


@get("/events/{event_id:str}/tickets/void", guards=[role("organiser", "operator")], tags=["tickets"])
async def void(
    request: AnyRequest, world: Here, event_id: EventId, after: Word = "", limit: Size = 100
) -> ASGIResponse:
    """The serials of my event's void tickets, for its gates. `limit` counts bookings; `next` goes into `after`."""
    await own(world, event_id, user_of(request))
    found = await world.tickets.void(event_id, after, limit)
    items = [serial for one in found for serial in one.serials]
    last = found[-1].booking_id if len(found) == limit else None
    return ASGIResponse(body=_encode({"event_id": event_id, "items": items, "next": last}), media_type=JSON)


async def own(world: World, event_id: str, user: User) -> None:
    """Raises Problem if it is not the user's event."""
    organiser = await world.tickets.organiser(event_id)
    if organiser is None:
        raise not_found("event")
    if organiser != user.id and not is_operator(user):
        raise Problem(403, "foreign_event")
