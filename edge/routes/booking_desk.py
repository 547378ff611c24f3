"""Bookings, as the organisers of their events deal with them."""

from typing import Any

from litestar import post
from litestar.response.base import ASGIResponse

from contracts.base import Message
from contracts.bookings import MarkPaid
from edge import ids
from edge.auth.guards import is_operator
from edge.limits.limit import limit_cancellations
from edge.paths import BookingId
from edge.problem import not_found
from edge.routes.common import AnyRequest, ask, asked_of, place, user_of
from edge.routes.organising import ORGANISERS
from edge.world import Here, World


@post("/bookings/{booking_id:str}/payment", guards=ORGANISERS, status_code=202, tags=["bookings"])
async def mark_paid(request: AnyRequest, world: Here, booking_id: BookingId) -> ASGIResponse:
    """A held booking of my event is paid: the money came another way. What the provider still gets goes back."""
    return await said_of(request, world, booking_id, MarkPaid(**asker(request, booking_id)))


def asker(request: AnyRequest, booking_id: str) -> dict[str, Any]:
    """Which booking a command is about, and who asks, as the token says it. Raises Problem if it can be none."""
    user, event_id = user_of(request), ids.event_of(booking_id)
    if not event_id:
        raise not_found("booking")
    return {"event_id": event_id, "booking_id": booking_id, "asker_id": user.id, "by_operator": is_operator(user)}


async def said_of(request: AnyRequest, world: World, booking_id: str, command: Message) -> ASGIResponse:
    user = user_of(request)
    await limit_cancellations(world, request.scope, user.id)
    where = place(world, "bookings", booking_id, user.id)
    return await ask(world, command, asked_of(request, world), where)
