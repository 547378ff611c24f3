"""Discount codes: an organiser's own, and what one makes of a price."""

from datetime import UTC, datetime

import msgspec
from litestar import get, post
from litestar.params import JSONBody
from litestar.response.base import ASGIResponse
from msgspec import structs

from contracts.promotions import CreatePromotion, DeactivatePromotion, promotion_id
from edge import pricing
from edge.asking.reply import JSON, Place
from edge.auth.guards import is_operator, organisation_for, organisation_of, roles_in
from edge.bodies.bookings import NewQuote
from edge.bodies.promotions import NewPromotion
from edge.limits.guessing import spend_guess
from edge.paths import EventId, PromotionId
from edge.problem import not_found
from edge.routes.bookings import by_seat_or_type
from edge.routes.common import AnyRequest, ask, asked_of, shown, user_of
from edge.routes.events import InOrganisation, Size, Word
from edge.routes.organising import CHANGE
from edge.world import Here, World


@post("/promotions", guards=CHANGE, tags=["promotions"])
async def create_promotion(request: AnyRequest, world: Here, data: JSONBody[NewPromotion]) -> ASGIResponse:
    """Give out a code, for one of my events, several, or all. Without `code` it is one that nobody can guess.

    It takes `percent` (in basis points) or `amount` off each ticket before tax; a booking has one code, or none. What a
    code says never changes: it can be deactivated, and another be given out.
    """
    user, asked = user_of(request), asked_of(request, world)
    code = data.code or world.acceptance.unguessable(asked.key, user.id)
    said = structs.asdict(data) | {"code": code, "ticket_types": tuple(data.ticket_types)}
    said |= {"event_ids": tuple(data.event_ids)}
    organiser = await organisation_for(request, said.pop("organisation_id"), "change")
    id_ = promotion_id(organiser, code)
    return await ask(world, CreatePromotion(promotion_id=id_, organiser_id=organiser, **said), asked, listed(id_))


@get("/promotions", guards=CHANGE, tags=["promotions"])
async def promotions(
    request: AnyRequest, world: Here, after: Word = "", limit: Size = 100, organisation: InOrganisation = None
) -> ASGIResponse:
    """My codes, or an organisation's, with how many bookings have each: `uses`. `next` goes into `after`."""
    organiser = organisation_of(request, organisation, "change")
    return shown(await world.promotions.of(organiser, after, limit), "page")


@post("/promotions/{promotion_id:str}/deactivation", guards=CHANGE, status_code=200, tags=["promotions"])
async def deactivate_promotion(request: AnyRequest, world: Here, promotion_id: PromotionId) -> ASGIResponse:
    """Nobody is to have it any more. What was held with it keeps its price."""
    user = user_of(request)
    who = {"organiser_id": user.id, "by_operator": is_operator(user), "roles": roles_in(request)}
    command = DeactivatePromotion(promotion_id=promotion_id, **who)
    return await ask(world, command, asked_of(request, world), listed(promotion_id))


@post("/events/{event_id:str}/quote", status_code=200, tags=["bookings"])
async def quote_tickets(request: AnyRequest, world: Here, event_id: EventId, data: JSONBody[NewQuote]) -> ASGIResponse:
    """What tickets would cost, with a code or without; nothing is held. A held booking's price stays as it is.

    How often I had the code, and who else wants it now, is told by the booking alone.
    """
    by_seat_or_type(data)
    await spend_guess(request, world, data.code)
    event = await shown_event(request, world, event_id)
    tickets = await wanted(request, world, event, data)
    discount = None
    if data.code:
        found = await world.promotions.one(promotion_id(event.organiser_id, data.code))
        code = msgspec.json.decode(found, type=pricing.Code) if found else None
        discount = pricing.discount_of(code, event, pricing.counted(tickets), datetime.now(UTC))
    along = pricing.along(event, data.add_ons, len(tickets))
    return ASGIResponse(body=msgspec.json.encode(pricing.priced(event, tickets, discount, along)), media_type=JSON)


async def shown_event(request: AnyRequest, world: World, event_id: str) -> pricing.Event:
    """Raises Problem."""
    found = await world.events.one(event_id, user_of(request))
    if found is None:
        raise not_found("event")
    return msgspec.json.decode(found, type=pricing.Event)


async def wanted(request: AnyRequest, world: World, event: pricing.Event, data: NewQuote) -> list[pricing.Kind]:
    """Each ticket. Raises Problem."""
    if data.seats is None:
        return pricing.of_type(event, data.ticket_type or "", data.quantity or 0)
    found = await world.events.availability(event.id, user_of(request))
    if found is None:
        raise not_found("event")
    return pricing.of_seats(msgspec.json.decode(found, type=pricing.Stock), data.seats)


def listed(promotion_id: str) -> Place:
    return Place(promotion_id, "/promotions")
