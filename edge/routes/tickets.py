"""Tickets: as their buyers show them, and what gates need to verify them without asking anybody."""

import asyncio

import msgspec
from litestar import get, post
from litestar.response.base import ASGIResponse

from contracts.inventory import ReissueTickets
from contracts.rights import may, role_of
from edge.asking.reply import JSON
from edge.auth.guards import PUBLIC, is_operator, roles_in
from edge.ids import event_of
from edge.limits.rules import CANCELLATIONS
from edge.paths import BookingId, EventId
from edge.problem import Problem, not_found
from edge.routes.common import AnyRequest, ask, asked_of, place, user_of
from edge.routes.events import Size, Word
from edge.routes.holders import names_of
from edge.routes.organising import GATE
from edge.ticketing.cards import Card, cards, stamped
from edge.ticketing.link import key_of
from edge.ticketing.page import POLICY, page
from edge.ticketing.sheet import sheet
from edge.world import Here, World

_encode = msgspec.json.Encoder().encode
PRIVATE = {"Cache-Control": "private, no-store", "Referrer-Policy": "no-referrer"}


@get("/bookings/{booking_id:str}/tickets", tags=["tickets"], media_type="text/html")
async def tickets(request: AnyRequest, world: Here, booking_id: BookingId) -> ASGIResponse:
    """My tickets as a page. A browser, which sends no access token, follows `tickets_url` of the booking."""
    return await page_of(world, booking_id, user_of(request).id)


@get("/bookings/{booking_id:str}/tickets.pdf", tags=["tickets"], media_type="application/pdf")
async def tickets_pdf(request: AnyRequest, world: Here, booking_id: BookingId) -> ASGIResponse:
    """The same for paper."""
    return await pdf_of(world, booking_id, user_of(request).id)


@post("/bookings/{booking_id:str}/tickets/reissue", opt=CANCELLATIONS, status_code=202, tags=["tickets"])
async def reissue(request: AnyRequest, world: Here, booking_id: BookingId) -> ASGIResponse:
    """New tickets for the same seats; those before are void from then on."""
    event_id, user = event_of(booking_id), user_of(request)
    if not event_id:
        raise not_found("booking")
    command = ReissueTickets(event_id=event_id, booking_id=booking_id, buyer_id=user.id)
    where = place(world, "bookings", booking_id, user.id, f"booking:{booking_id}")
    return await ask(world, command, asked_of(request, world), where)


@get("/.well-known/ticket-keys.json", opt=PUBLIC, tags=["tickets"])
async def keys(world: Here) -> ASGIResponse:
    """The Ed25519 keys that ticket codes are signed with, as JWKs, the newest last. A ticket is good by any of them."""
    found = await world.tickets.keys()
    jwks = [{"kty": "OKP", "crv": "Ed25519", "use": "sig", "kid": one["kid"], "x": one["public"]} for one in found]
    headers = {"Cache-Control": "max-age=60"}
    return ASGIResponse(body=_encode({"keys": jwks}), media_type=JSON, headers=headers)


@get("/events/{event_id:str}/tickets/void", guards=GATE, tags=["tickets"])
async def void(
    request: AnyRequest, world: Here, event_id: EventId, after: Word = "", limit: Size = 100
) -> ASGIResponse:
    """The serials of my event's void tickets, for its gates. `limit` counts bookings; `next` goes into `after`."""
    await own(request, world, event_id)
    found = await world.tickets.void(event_id, after, limit)
    items = [serial for one in found for serial in one.serials]
    last = found[-1].booking_id if len(found) == limit else None
    return ASGIResponse(body=_encode({"event_id": event_id, "items": items, "next": last}), media_type=JSON)


async def page_of(world: World, booking_id: str, buyer: str) -> ASGIResponse:
    """Raises Problem."""
    found = await used_cards(world, booking_id, buyer)
    key = key_of(world.acceptance, booking_id, buyer)
    body = await asyncio.to_thread(page, found, key, world.wallet.signer is not None)
    return ASGIResponse(body=body, media_type="text/html", headers={**PRIVATE, "Content-Security-Policy": POLICY})


async def pdf_of(world: World, booking_id: str, buyer: str) -> ASGIResponse:
    """Raises Problem."""
    body = await asyncio.to_thread(sheet, await cards_of(world, booking_id, buyer))
    headers = {**PRIVATE, "Content-Disposition": 'inline; filename="tickets.pdf"'}
    return ASGIResponse(body=body, media_type="application/pdf", headers=headers)


async def own(request: AnyRequest, world: World, event_id: str) -> None:
    """Raises Problem if it is not for the user to let people in there."""
    user = user_of(request)
    organiser = await world.tickets.organiser(event_id)
    if organiser is None:
        raise not_found("event")
    if not may(role_of(organiser, user.id, is_operator(user), roles_in(request)), "gate"):
        raise Problem(403, "foreign_event")


async def cards_of(world: World, booking_id: str, buyer: str) -> tuple[Card, ...]:
    """Raises Problem if the buyer has no such booking, or the booking no tickets."""
    booking = await world.bookings.one(booking_id, buyer)
    event = await world.events.one(event_of(booking_id), None)
    if booking is None or not (found := cards(booking, event, await names_of(world, booking_id, buyer))):
        raise not_found("ticket")
    return found


async def used_cards(world: World, booking_id: str, buyer: str) -> tuple[Card, ...]:
    """The same, with when somebody came in by each."""
    found, event_id = await cards_of(world, booking_id, buyer), event_of(booking_id)
    used = await world.tickets.used(event_id, [card.ticket for card in found])
    return stamped(found, await world.events.one(event_id, None), used) if used else found
