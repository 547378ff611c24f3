"""Bookings, as the organisers of their events deal with them."""

from typing import Any

from litestar import get, post
from litestar.params import JSONBody
from litestar.response.base import ASGIResponse

from contracts.base import Message
from contracts.bookings import GiveBooking, MarkPaid, RefundBooking, RepeatConfirmation
from contracts.identity import account_id
from edge import ids
from edge.auth.guards import is_operator, proved, roles_in, sure, with_roles
from edge.bodies.bookings import Gift, PartRefund
from edge.limits.rules import CANCELLATIONS
from edge.maintenance.maintenance import BEGINS, GOES_ON
from edge.paths import BookingId, EventId
from edge.problem import not_found
from edge.reading.bookings import Asked
from edge.routes.bookings import by_seat_or_type
from edge.routes.common import AnyRequest, ask, asked_of, place, shown, user_of
from edge.routes.events import From, InState, Size, To, Word, days, wrong
from edge.routes.organising import BOOKINGS
from edge.sign_in.address import account_of
from edge.world import Here, World

GIVES, PAYS = CANCELLATIONS | BEGINS, CANCELLATIONS | GOES_ON


@get("/events/{event_id:str}/bookings", guards=BOOKINGS, tags=["events"])
async def bookings_of_event(
    request: AnyRequest,
    world: Here,
    event_id: EventId,
    after: Word = "",
    limit: Size = 50,
    in_state: InState = "",
    buyer: Word = "",
    q: Word = "",
    ticket_type: Word = "",
    first: From = None,
    last: To = None,
) -> ASGIResponse:
    """The bookings of one of my events, the newest first, without codes and secrets. `next` goes into `after`.

    `q` is a mail address, or how an id begins; `from` and `to` are days (UTC) on which it was first spoken of.
    """
    within = days(first, last)
    person, begins = (account_id((await account_of(world, q))[0]), "") if "@" in q else (buyer, q)
    if buyer not in ("", person):
        raise wrong("q", "another person than `buyer`")
    asked = Asked(limit, after, in_state, person, begins, ticket_type, *within)
    return shown(await world.bookings.of_event(event_id, user_of(request), asked), "event")


@post(
    "/bookings/{booking_id:str}/payment",
    opt=PAYS,
    guards=[*BOOKINGS, proved],
    status_code=202,
    tags=["bookings"],
)
async def mark_paid(request: AnyRequest, world: Here, booking_id: BookingId) -> ASGIResponse:
    """A held booking of my event is paid: the money came another way. What the provider still gets goes back."""
    return await said_of(request, world, booking_id, MarkPaid(**asker(request, booking_id)))


@post("/bookings/{booking_id:str}/refunds", guards=[*BOOKINGS, proved, sure], status_code=202, tags=["bookings"])
async def refund_booking(
    request: AnyRequest, world: Here, booking_id: BookingId, data: JSONBody[PartRefund]
) -> ASGIResponse:
    """Give so much of what was paid back, for a booking of my event. It stays as it is, and its tickets stay good.

    With `tickets` it is what these cost; with `void` they are void then, and their places on sale again.
    """
    if data.amount is not None and (data.tickets or data.void):
        raise wrong("amount", "either an amount, or tickets")
    what = {"amount": data.amount, "tickets": tuple(data.tickets), "void": data.void, "refund": data.refund}
    return await said_of(request, world, booking_id, RefundBooking(**asker(request, booking_id), **what))


@post(
    "/bookings/{booking_id:str}/confirmation",
    opt=CANCELLATIONS,
    guards=[with_roles],
    status_code=202,
    tags=["bookings"],
)
async def repeat_confirmation(request: AnyRequest, world: Here, booking_id: BookingId) -> ASGIResponse:
    """The buyer has the mail with the tickets once more: of my booking, or one of my event. Thrice an hour."""
    return await said_of(request, world, booking_id, RepeatConfirmation(**asker(request, booking_id)))


@post(
    "/events/{event_id:str}/complimentary",
    opt=GIVES,
    guards=BOOKINGS,
    status_code=202,
    tags=["bookings"],
)
async def give_booking(request: AnyRequest, world: Here, event_id: EventId, data: JSONBody[Gift]) -> ASGIResponse:
    """Give somebody tickets for my event, for nothing: who has the mail address sees them when registered."""
    if (data.mail is None) == (data.account_id is None):
        raise wrong("mail", "either mail or account_id")
    by_seat_or_type(data)
    user, key = user_of(request), asked_of(request, world).key
    booking_id = ids.booking_id(event_id, user.id, key)
    buyer = data.account_id or account_id((await account_of(world, data.mail or ""))[0])
    command = GiveBooking(
        **asker(request, booking_id), buyer_id=buyer, seats=tuple(data.seats or ()),
        ticket_type=data.ticket_type or "", quantity=data.quantity or 0, add_ons=data.add_ons,
    )  # fmt: skip
    return await said_of(request, world, booking_id, command)


def asker(request: AnyRequest, booking_id: str) -> dict[str, Any]:
    """Which booking a command is about, and who asks, as the token says it. Raises Problem if it can be none."""
    user, event_id = user_of(request), ids.event_of(booking_id)
    if not event_id:
        raise not_found("booking")
    return {
        "event_id": event_id, "booking_id": booking_id, "asker_id": user.id, "by_operator": is_operator(user),
        "roles": roles_in(request),
    }  # fmt: skip


async def said_of(request: AnyRequest, world: World, booking_id: str, command: Message) -> ASGIResponse:
    user = user_of(request)
    where = place(world, "bookings", booking_id, user.id)
    return await ask(world, command, asked_of(request, world), where)
