"""Who comes with each ticket of a booking."""

import msgspec
from litestar import get, put
from litestar.params import JSONBody
from litestar.response.base import ASGIResponse

from contracts.bookings import NameHolders
from edge.asking.reply import JSON, accepted, good
from edge.auth.guards import with_roles
from edge.bodies.bookings import Holders
from edge.limits.rules import CANCELLATIONS
from edge.paths import BookingId
from edge.problem import not_found
from edge.routes.booking_desk import asker
from edge.routes.common import AnyRequest, place, sealed_of, user_of
from edge.sign_in.personal import sealed_for, shown_to
from edge.world import Here, World


@put("/bookings/{booking_id:str}/holders", opt=CANCELLATIONS, guards=[with_roles], status_code=202, tags=["tickets"])
async def name_holders(
    request: AnyRequest, world: Here, booking_id: BookingId, data: JSONBody[Holders]
) -> ASGIResponse:
    """Say who comes with each ticket: of my booking, or one of my event. It stands on the tickets."""
    user, asked = user_of(request), sealed_of(request, world, booking_id, data)
    who, buyer = asker(request, booking_id), await world.bookings.buyer(booking_id)
    if buyer is None:
        raise not_found("booking")
    names = [await sealed_for(world.keyring, buyer, name) if name else None for name in data.names]
    answered = await world.desk.ask(NameHolders(**who, names=tuple(names)), asked, asked.wait)
    if answered is None:
        return accepted(place(world, "bookings", booking_id, user.id))
    good(answered)
    said = {"type": answered.kind, "booking_id": booking_id, "names": data.names}
    return ASGIResponse(body=msgspec.json.encode(said), media_type=JSON)


@get("/bookings/{booking_id:str}/holders", tags=["tickets"])
async def holders(request: AnyRequest, world: Here, booking_id: BookingId) -> ASGIResponse:
    """Who comes with each ticket of my booking; empty if nobody has said it."""
    user = user_of(request)
    if await world.bookings.buyer(booking_id) != user.id:
        raise not_found("booking")
    names = await names_of(world, booking_id, user.id)
    body = {"booking_id": booking_id, "names": [name or None for name in names]}
    return ASGIResponse(body=msgspec.json.encode(body), media_type=JSON)


async def names_of(world: World, booking_id: str, buyer: str) -> list[str]:
    """Empty where nobody is named, or the name can be read no more."""
    return [await shown_to(world.keyring, box) or "" for box in await world.tickets.holders(booking_id, buyer)]
