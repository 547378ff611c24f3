"""Seating plans."""

import asyncio

from litestar import get, put
from litestar.params import JSONBody
from litestar.response.base import ASGIResponse

from choreography.envelope import derived
from contracts.inventory import ChangeSection
from contracts.seating import section_faults
from edge import ids
from edge.asking.reply import Place
from edge.auth.guards import OPTIONAL
from edge.bodies.seating import ChangedSection, NewPlan
from edge.paths import EventId
from edge.planning.parts import judge, layout, parts
from edge.routes.common import AnyRequest, ask, asked_of, place, user_of
from edge.routes.events import Word, there
from edge.routes.organising import CHANGE, asker
from edge.routes.public import visible
from edge.world import Here

BODY = 16 * 1024 * 1024


@put("/events/{event_id:str}/plan", guards=CHANGE, request_max_body_size=BODY, tags=["events"])
async def import_plan(request: AnyRequest, world: Here, event_id: EventId, data: JSONBody[NewPlan]) -> ASGIResponse:
    """The whole seating plan of a draft, instead of the one that it has: all of it, or nothing."""
    asked = asked_of(request, world)
    said = await asyncio.to_thread(parts, data, asked.command_id, asker(request, event_id))
    for one in said.staged:
        await world.desk.tell(one, asked, derived("plan", one.part))
    where = place(world, "events", event_id, user_of(request).id, f"event:{event_id}")
    return await ask(world, said.last, asked, where)


@put("/events/{event_id:str}/sections", guards=CHANGE, request_max_body_size=64 * 1024, tags=["events"])
async def change_section(
    request: AnyRequest, world: Here, event_id: EventId, data: JSONBody[ChangedSection]
) -> ASGIResponse:
    """Other seats for a section that is sold: what is held, sold or blocked must stay in it. Or one more section."""
    asked = asked_of(request, world)
    id_ = ids.thing_id(user_of(request).id, asked.key)
    command = ChangeSection(
        **asker(request, event_id), change_id=id_, ticket_type=data.ticket_type or "", **layout(data)
    )
    judge(section_faults(command))
    return await ask(world, command, asked, Place(id_, f"/events/{event_id}/plan", f"event:{event_id}"))


@get("/events/{event_id:str}/plan", opt=OPTIONAL, tags=["events"])
async def plan(request: AnyRequest, world: Here, event_id: EventId, section: Word = "") -> ASGIResponse:
    """The seating plan for a map, as it may be imported: where each seat is, and what it is like."""
    found = await visible(
        request, world, ("plan", event_id, section), world.settings.event_kept,
        lambda user: world.events.plan(event_id, user, section),
    )  # fmt: skip
    return there(found, "event")
