"""Events as their organisers make them."""

from datetime import timedelta
from typing import Annotated

from litestar import get, post
from litestar.params import JSONBody, QueryParameter
from litestar.response.base import ASGIResponse

from contracts.base import Message
from contracts.catalog import AddSection, CancelEvent, CreateEvent, PublishEvent, Queueing, TicketType
from edge import ids
from edge.auth.guards import is_operator, role
from edge.bodies import Cancellation, NewEvent, NewQueue, NewSection
from edge.paths import EventId
from edge.reading.bookings import Asked
from edge.routes.common import AnyRequest, ask, asked_of, place, shown, user_of
from edge.routes.events import Size, Word
from edge.world import Here, World

InState = Annotated[str, QueryParameter(name="state", max_length=64)]
ORGANISERS = [role("organiser", "operator")]


@post("/events", guards=ORGANISERS, request_max_body_size=64 * 1024, tags=["events"])
async def create_event(request: AnyRequest, world: Here, data: JSONBody[NewEvent]) -> ASGIResponse:
    """Draft an event."""
    user, asked = user_of(request), asked_of(request, world)
    id_ = ids.thing_id(user.id, asked.key)
    command = CreateEvent(
        event_id=id_,
        organiser_id=user.id,
        name=data.name,
        currency=data.currency,
        ticket_types=tuple(TicketType(name=t.name, price=t.price, capacity=t.capacity) for t in data.ticket_types),
        sale_opens=data.sale_opens,
        sale_closes=data.sale_closes,
        starts_at=data.starts_at,
        ends_at=data.ends_at,
        hold_for=timedelta(seconds=data.hold_for),
        description=data.description,
        category=data.category,
        place=data.place,
        venue_id=data.venue_id or "",
        queue=queueing(data.queue),
    )
    return await ask(world, command, asked, place(world, "events", id_, user.id, f"event:{id_}"))


@post("/events/{event_id:str}/sections", guards=ORGANISERS, request_max_body_size=64 * 1024, tags=["events"])
async def add_section(request: AnyRequest, world: Here, event_id: EventId, data: JSONBody[NewSection]) -> ASGIResponse:
    """One more section for a draft."""
    user = user_of(request)
    command = AddSection(
        event_id=event_id, organiser_id=user.id, by_operator=is_operator(user),
        section=data.section, ticket_type=data.ticket_type, rows=data.rows,
    )  # fmt: skip
    return await _move(request, world, command, event_id)


@post("/events/{event_id:str}/publication", guards=ORGANISERS, tags=["events"])
async def publish_event(request: AnyRequest, world: Here, event_id: EventId) -> ASGIResponse:
    """Put a draft on sale, as it stands."""
    user = user_of(request)
    command = PublishEvent(event_id=event_id, organiser_id=user.id, by_operator=is_operator(user))
    return await _move(request, world, command, event_id)


@post("/events/{event_id:str}/cancellation", guards=ORGANISERS, tags=["events"])
async def cancel_event(
    request: AnyRequest, world: Here, event_id: EventId, data: JSONBody[Cancellation | None] = None
) -> ASGIResponse:
    """Call the event off; every booking is cancelled, and what was paid goes back."""
    user = user_of(request)
    command = CancelEvent(
        event_id=event_id, organiser_id=user.id, by_operator=is_operator(user), reason=data.reason if data else ""
    )
    return await _move(request, world, command, event_id)


def queueing(plan: NewQueue | None) -> Queueing | None:
    if plan is None:
        return None
    turn_for = timedelta(seconds=plan.turn_for)
    return Queueing(opens=plan.opens, per_minute=plan.per_minute, turn_for=turn_for, at_most=plan.at_most)


@get("/events/{event_id:str}/bookings", guards=ORGANISERS, tags=["events"])
async def bookings_of_event(
    request: AnyRequest,
    world: Here,
    event_id: EventId,
    after: Word = "",
    limit: Size = 50,
    in_state: InState = "",
    buyer: Word = "",
) -> ASGIResponse:
    """The bookings of one of my events, the newest first, without codes and secrets. `next` goes into `after`."""
    asked = Asked(limit, after, in_state, buyer)
    return shown(await world.bookings.of_event(event_id, user_of(request), asked), "event")


async def _move(request: AnyRequest, world: World, command: Message, event_id: str) -> ASGIResponse:
    where = place(world, "events", event_id, user_of(request).id, f"event:{event_id}")
    return await ask(world, command, asked_of(request, world), where)
