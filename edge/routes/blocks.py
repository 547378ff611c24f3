"""Places that an organiser keeps from the sale."""

from typing import Any

from litestar import delete, get, post
from litestar.params import JSONBody
from litestar.response.base import ASGIResponse

from contracts.inventory import BlockSeats, UnblockSeats, UnblockSomeSeats
from edge import ids
from edge.asking.reply import Place
from edge.bodies.seating import NewBlock, PartOfBlock
from edge.paths import BlockId, EventId
from edge.problem import Problem
from edge.routes.common import AnyRequest, ask, asked_of, shown, user_of
from edge.routes.events import Size, Word
from edge.routes.organising import CHANGE, asker
from edge.world import Here


@post("/events/{event_id:str}/blocks", guards=CHANGE, request_max_body_size=64 * 1024, tags=["events"])
async def block_seats(request: AnyRequest, world: Here, event_id: EventId, data: JSONBody[NewBlock]) -> ASGIResponse:
    """Keep seats, or places of a type, from the sale, all or none: what is held or sold is not blocked."""
    asked = asked_of(request, world)
    id_ = ids.thing_id(user_of(request).id, asked.key)
    command = BlockSeats(**asker(request, event_id), block_id=id_, reason=data.reason, **choice(data))
    return await ask(world, command, asked, listed(event_id, id_))


@delete("/events/{event_id:str}/blocks/{block_id:str}", guards=CHANGE, status_code=200, tags=["events"])
async def unblock_seats(request: AnyRequest, world: Here, event_id: EventId, block_id: BlockId) -> ASGIResponse:
    """All of it is for sale again."""
    command = UnblockSeats(**asker(request, event_id), block_id=block_id)
    return await ask(world, command, asked_of(request, world), listed(event_id, block_id))


@post(
    "/events/{event_id:str}/blocks/{block_id:str}/unblocking",
    guards=CHANGE,
    request_max_body_size=64 * 1024,
    status_code=200,
    tags=["events"],
)
async def unblock_some_seats(
    request: AnyRequest, world: Here, event_id: EventId, block_id: BlockId, data: JSONBody[PartOfBlock]
) -> ASGIResponse:
    """Some of it is for sale again: seats by name, or so many places. The rest stays blocked."""
    command = UnblockSomeSeats(**asker(request, event_id), block_id=block_id, **choice(data))
    return await ask(world, command, asked_of(request, world), listed(event_id, block_id))


@get("/events/{event_id:str}/blocks", guards=CHANGE, tags=["events"])
async def blocks(
    request: AnyRequest, world: Here, event_id: EventId, after: Word = "", limit: Size = 100
) -> ASGIResponse:
    """What of my event is blocked now, and why. `next` goes into `after`."""
    return shown(await world.blocks.of_event(event_id, user_of(request), after, limit), "event")


def choice(data: PartOfBlock) -> dict[str, Any]:
    """As a message says it. Raises Problem if it is not the one or the other."""
    if data.seats and data.ticket_type is None and data.quantity is None:
        return {"seats": tuple(data.seats)}
    if data.seats is None and data.ticket_type and data.quantity:
        return {"ticket_type": data.ticket_type, "quantity": data.quantity}
    message = "either seats, or ticket_type and quantity"
    raise Problem(422, "invalid", errors=[{"field": "seats", "message": message}])


def listed(event_id: str, block_id: str) -> Place:
    return Place(block_id, f"/events/{event_id}/blocks", f"event:{event_id}")
