"""Events as their organisers make them."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from litestar import delete, patch, post
from litestar.params import JSONBody
from litestar.response.base import ASGIResponse
from msgspec import UNSET, structs

from contracts.base import Message
from contracts.catalog import AddOn, AddSection, ChangeEvent, CreateEvent, DeleteEvent, Queueing, Quota, TicketType
from contracts.prices import Terms
from edge import ids
from edge.auth.guards import is_operator, organisation_for, right, roles_in
from edge.bodies.events import EventChange, NewAddOn, NewEvent, NewQueue, NewQuota, NewTerms, NewTicketType
from edge.bodies.seating import NewSection
from edge.paths import EventId
from edge.routes.common import AnyRequest, ask, asked_of, place, user_of
from edge.world import Here, World

CHANGE, BOOKINGS, MONEY, GATE = [right("change")], [right("bookings")], [right("money")], [right("gate")]


@post("/events", guards=CHANGE, request_max_body_size=64 * 1024, tags=["events"])
async def create_event(request: AnyRequest, world: Here, data: JSONBody[NewEvent]) -> ASGIResponse:
    """Draft an event."""
    user, asked = user_of(request), asked_of(request, world)
    id_ = ids.thing_id(user.id, asked.key)
    command = CreateEvent(
        event_id=id_,
        organiser_id=await organisation_for(request, data.organisation_id, "change"),
        name=data.name,
        currency=data.currency,
        ticket_types=kinds(data.ticket_types),
        quotas=shared(data.quotas),
        add_ons=along(data.add_ons),
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
        no_single_seats=data.no_single_seats,
        cancel_before=span(data.cancel_before),
        offline_for=span(data.offline_for),
        terms=terms(data.terms) if data.terms else Terms(),
    )
    return await ask(world, command, asked, place(world, "events", id_, user.id, f"event:{id_}"))


@post("/events/{event_id:str}/sections", guards=CHANGE, request_max_body_size=64 * 1024, tags=["events"])
async def add_section(request: AnyRequest, world: Here, event_id: EventId, data: JSONBody[NewSection]) -> ASGIResponse:
    """One more section for a draft."""
    command = AddSection(**asker(request, event_id), **structs.asdict(data))
    return await move(request, world, command, event_id)


@patch("/events/{event_id:str}", guards=CHANGE, request_max_body_size=64 * 1024, tags=["events"])
async def change_event(
    request: AnyRequest, world: Here, event_id: EventId, data: JSONBody[EventChange]
) -> ASGIResponse:
    """Change what is named; what is sold, and when, only of a draft."""
    given = changes(data)
    command = ChangeEvent(**asker(request, event_id), changed=tuple(given), **given)
    return await move(request, world, command, event_id)


@delete("/events/{event_id:str}", guards=CHANGE, status_code=200, tags=["events"])
async def delete_event(request: AnyRequest, world: Here, event_id: EventId) -> ASGIResponse:
    """Throw a draft away."""
    return await move(request, world, DeleteEvent(**asker(request, event_id)), event_id)


def changes(data: EventChange) -> dict[str, Any]:
    """The fields that are named, as the command has them."""
    given = {name: value for name, value in structs.asdict(data).items() if value is not UNSET}
    as_said: dict[str, Callable[[Any], Any]] = {
        "venue_id": lambda id_: id_ or "",
        "ticket_types": kinds,
        "quotas": shared,
        "add_ons": along,
        "hold_for": lambda seconds: timedelta(seconds=seconds),
        "queue": queueing,
        "cancel_before": span,
        "offline_for": span,
        "terms": terms,
    }
    return {name: as_said[name](value) if name in as_said else value for name, value in given.items()}


def kinds(types: list[NewTicketType]) -> tuple[TicketType, ...]:
    return tuple(TicketType(**structs.asdict(kind)) for kind in types)


def span(seconds: int | None) -> timedelta | None:
    return None if seconds is None else timedelta(seconds=seconds)


def shared(quotas: list[NewQuota]) -> tuple[Quota, ...]:
    return tuple(Quota(**structs.asdict(quota)) for quota in quotas)


def along(add_ons: list[NewAddOn]) -> tuple[AddOn, ...]:
    return tuple(AddOn(**structs.asdict(one)) for one in add_ons)


def terms(said: NewTerms) -> Terms:
    return Terms(**structs.asdict(said))


def queueing(plan: NewQueue | None) -> Queueing | None:
    if plan is None:
        return None
    turn_for = timedelta(seconds=plan.turn_for)
    return Queueing(opens=plan.opens, per_minute=plan.per_minute, turn_for=turn_for, at_most=plan.at_most)


def asker(request: AnyRequest, event_id: str) -> dict[str, Any]:
    """Which event a command is about, and who asks, as the token says it."""
    user = user_of(request)
    return {
        "event_id": event_id, "organiser_id": user.id, "by_operator": is_operator(user), "roles": roles_in(request),
    }  # fmt: skip


async def move(request: AnyRequest, world: World, command: Message, event_id: str) -> ASGIResponse:
    where = place(world, "events", event_id, user_of(request).id, f"event:{event_id}")
    return await ask(world, command, asked_of(request, world), where)
