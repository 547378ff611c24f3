"""Some tickets of a booking given up: what that gives back, and doing it."""

from datetime import UTC, datetime
from typing import Annotated

import msgspec
from litestar import get, post
from litestar.params import JSONBody, QueryParameter
from litestar.response.base import ASGIResponse

from contracts.bookings import RefundBooking
from edge import ids
from edge.auth.guards import sure
from edge.bodies.bookings import Return
from edge.limits.rules import CANCELLATIONS
from edge.maintenance.maintenance import GOES_ON
from edge.paths import BookingId
from edge.problem import not_found
from edge.quoting import quoted_tickets, tickets_of
from edge.reading.bookings import Asked
from edge.routes.booking_desk import asker, said_of
from edge.routes.common import AnyRequest, shown, user_of
from edge.world import Here, World

Numbers = Annotated[list[int] | None, QueryParameter(name="tickets", max_items=20)]


@get("/bookings/{booking_id:str}/returns", tags=["bookings"])
async def quote_return(
    request: AnyRequest, world: Here, booking_id: BookingId, numbers: Numbers = None
) -> ASGIResponse:
    """What these tickets, or all, would give back now, of my booking or one of my event; `refund` goes into the `POST`.

    `allowed` is whether the booking's buyer may give them up, and `until` how long.
    """
    booking = await seen(request, world, booking_id)
    if booking is None:
        raise not_found("booking")
    event_id = ids.event_of(booking_id)
    event, used = await world.events.one(event_id, None), await world.tickets.used(event_id, tickets_of(booking))
    return shown(quoted_tickets(booking, event, numbers or [], used, datetime.now(UTC)), "booking")


@post(
    "/bookings/{booking_id:str}/returns", opt=CANCELLATIONS | GOES_ON, guards=[sure], status_code=202, tags=["bookings"]
)
async def return_tickets(
    request: AnyRequest, world: Here, booking_id: BookingId, data: JSONBody[Return]
) -> ASGIResponse:
    """Give some tickets of mine up, as long as the booking may be cancelled; what they cost goes back."""
    who = asker(request, booking_id) | {"by_operator": False, "roles": {}}
    if await world.bookings.one(booking_id, who["asker_id"]) is None:
        raise not_found("booking")
    what = {"tickets": tuple(data.tickets), "void": True, "refund": data.refund}
    return await said_of(request, world, booking_id, RefundBooking(**who, **what))


async def seen(request: AnyRequest, world: World, booking_id: str) -> bytes | None:
    """The booking as its buyer sees it, or its event's organiser; None for anybody else."""
    user = user_of(request)
    if (mine := await world.bookings.one(booking_id, user.id)) is not None:
        return mine
    page = await world.bookings.of_event(ids.event_of(booking_id), user, Asked(50, begins=booking_id))
    items = msgspec.json.decode(page or b'{"items": []}')["items"]
    return next((msgspec.json.encode(item) for item in items if item["id"] == booking_id), None)
