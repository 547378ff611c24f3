"""Bookings. Asking for one is the hot path: its body is read by hand."""

from datetime import UTC, datetime
from typing import Annotated

import msgspec
from litestar import delete, get, post
from litestar.params import QueryParameter
from litestar.response.base import ASGIResponse

from contracts.bookings import AcceptOffer, CancelBooking, RequestBooking
from edge import ids
from edge.auth.guards import sure
from edge.auth.sources import said_from
from edge.bodies.bookings import Gift, NewBooking, NewQuote
from edge.door.by_hand import Wished
from edge.door.wrong_fields import in_body
from edge.limits.guessing import spend_guess
from edge.limits.rules import BOOKINGS, CANCELLATIONS
from edge.maintenance.maintenance import BEGINS, GOES_ON
from edge.paths import BookingId
from edge.problem import Problem, not_found
from edge.quoting import quoted, tickets_of
from edge.reading.bookings import Wanted
from edge.routes.common import AnyRequest, ask, asked_of, place, shown, shown_or_accepted, user_of
from edge.routes.events import From, InState, Size, To, Word, days
from edge.ticketing.link import linked, tickets_url
from edge.world import Here, World

Refund = Annotated[int | None, QueryParameter(ge=0)]
_decode = msgspec.json.Decoder(NewBooking).decode
EITHER = "either seats, or ticket_type and quantity"


@post(
    "/bookings",
    opt=BOOKINGS | BEGINS,
    guards=[sure],
    tags=["bookings"],
    status_code=202,
    operation_class=Wished,
)
async def request_booking(request: AnyRequest) -> ASGIResponse:
    """Ask for seats, or for a quantity of a ticket type. With `Prefer: wait=N` the answer is waited for.

    Of a type that is sold by seat a quantity is the best seats side by side in one row, which the answer names; where
    there are none, it is `409 no_seats_together`. With `code` a discount comes off, or the answer says why not. With
    `offline` the organiser is paid another way, by `expires_at`, where the event has `offline_for`. With `add_ons`, as
    `{"parking": 1}`, it is all of it or nothing.
    """
    world: World = request.app.state.world
    user = user_of(request)
    wish = wished(await request.body())
    await spend_guess(request, world, wish.code)
    asked = asked_of(request, world)
    id_ = ids.booking_id(wish.event_id, user.id, asked.key)
    wanted = RequestBooking(
        event_id=wish.event_id, booking_id=id_, buyer_id=user.id, seats=tuple(wish.seats or ()),
        ticket_type=wish.ticket_type or "", quantity=wish.quantity or 0, code=wish.code,
        offline=wish.offline, add_ons=wish.add_ons,
    )  # fmt: skip
    command, asked = said_from(request, world, user, wanted, asked)
    return await ask(world, command, asked, place(world, "bookings", id_, user.id, f"booking:{id_}"))


def wished(body: bytes) -> NewBooking:
    """Raises Problem, which names all that is wrong."""
    try:
        wish = _decode(body)
    except msgspec.MsgspecError as error:
        raise Problem(422, "invalid", errors=list(in_body(body, NewBooking))) from error
    by_seat_or_type(wish)
    return wish


def by_seat_or_type(wish: NewBooking | NewQuote | Gift) -> None:
    """Raises Problem if it is neither, or both."""
    by_seat = wish.seats is not None
    by_type = wish.ticket_type is not None and wish.quantity is not None
    if by_seat == by_type or (by_seat and (wish.ticket_type or wish.quantity)):
        raise Problem(422, "invalid", errors=[{"field": "seats", "message": EITHER}])
    if wish.seats and len(set(wish.seats)) < len(wish.seats):
        raise Problem(422, "invalid", errors=[{"field": "seats", "message": "a seat is named twice"}])


@get("/bookings", tags=["bookings"])
async def bookings(
    request: AnyRequest,
    world: Here,
    after: Word = "",
    limit: Size = 50,
    q: Word = "",
    in_state: InState = "",
    first: From = None,
    last: To = None,
) -> ASGIResponse:
    """Mine, the newest first. `next` goes into `after`, with the same filters.

    `q` are words of the event, as in `GET /events`, or how a booking's id begins; `from` and `to` are days (UTC) on
    which the event starts.
    """
    wanted = Wanted(q, in_state, *days(first, last))
    return shown(await world.bookings.of(user_of(request).id, limit, after, wanted), "page")


@get("/bookings/{booking_id:str}", tags=["bookings"])
async def booking(request: AnyRequest, world: Here, booking_id: BookingId) -> ASGIResponse:
    """One of mine, with what is needed to pay it, and its tickets. The channel `booking:ID` tells each step.

    `tickets_url` leads a browser to the page of the tickets, and is good for ten minutes.
    """
    user = user_of(request)
    found = await world.bookings.one(booking_id, user.id)
    found = linked(found, tickets_url(world.acceptance, booking_id, user.id))
    return shown_or_accepted(world, request, found, booking_id, "booking")


@get("/bookings/{booking_id:str}/cancellation", tags=["bookings"])
async def quote_cancellation(request: AnyRequest, world: Here, booking_id: BookingId) -> ASGIResponse:
    """What cancelling one of mine would give back now, and until when; `refund` goes into `refund` of the `DELETE`."""
    booking = await world.bookings.one(booking_id, user_of(request).id)
    if booking is None:
        raise not_found("booking")
    event_id = ids.event_of(booking_id)
    event, used = await world.events.one(event_id, None), await world.tickets.used(event_id, tickets_of(booking))
    return shown(quoted(booking, event, used, datetime.now(UTC)), "booking")


@delete("/bookings/{booking_id:str}", opt=CANCELLATIONS | GOES_ON, guards=[sure], status_code=202, tags=["bookings"])
async def cancel_booking(
    request: AnyRequest, world: Here, booking_id: BookingId, refund: Refund = None
) -> ASGIResponse:
    """Give it up; what was paid goes back. With `refund`, as it was quoted, only if it is just so much."""
    event_id, user = ids.event_of(booking_id), user_of(request)
    if not event_id:
        raise not_found("booking")
    command = CancelBooking(event_id=event_id, booking_id=booking_id, buyer_id=user.id, refund=refund)
    where = place(world, "bookings", booking_id, user.id, f"booking:{booking_id}")
    return await ask(world, command, asked_of(request, world), where)


@post(
    "/bookings/{booking_id:str}/offer", opt=CANCELLATIONS | GOES_ON, guards=[sure], status_code=202, tags=["bookings"]
)
async def accept_offer(request: AnyRequest, world: Here, booking_id: BookingId) -> ASGIResponse:
    """Take the other seats that are offered, for the money that came late. To decline them, cancel the booking."""
    event_id, user = ids.event_of(booking_id), user_of(request)
    if not event_id:
        raise not_found("booking")
    command = AcceptOffer(event_id=event_id, booking_id=booking_id, buyer_id=user.id)
    where = place(world, "bookings", booking_id, user.id, f"booking:{booking_id}")
    return await ask(world, command, asked_of(request, world), where)
