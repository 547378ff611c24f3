"""The queue of an event, and one's own place in it."""

from dataclasses import replace

import msgspec
from litestar import delete, get, post
from litestar.response.base import ASGIResponse

from choreography.ports import Unreachable
from contracts.waiting_room import JoinQueue, LeaveQueue, place_id
from edge.asking.reply import JSON, RETRY_AFTER, Place
from edge.auth.guards import OPTIONAL
from edge.caching.between import Read
from edge.limits.rules import BOOKINGS
from edge.maintenance.maintenance import BEGINS, GOES_ON
from edge.paths import EventId
from edge.problem import not_found, unavailable
from edge.queueing.position import Position, position
from edge.reading.queues import Queue, Queues
from edge.routes.common import AnyRequest, accepted, ask, asked_of, shown_or_accepted, user_of
from edge.routes.events import Receipts, Size, there
from edge.routes.public import for_all
from edge.world import Here, World

_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(Queue).decode


@get("/events/{event_id:str}/queue", opt=OPTIONAL, tags=["queues"])
async def queue(request: AnyRequest, world: Here, event_id: EventId) -> ASGIResponse:
    """How far it has come, and by what it was drawn. The channel `queue:ID` tells each step.

    `order` is `drawn` before the start: who joins by then is ranked by lot, whoever came first. After the start it is
    `first_come`: who joins comes behind all who were drawn. `chain` is the link of the last receipt that was drawn.
    """
    key, bound = ("queue", event_id), world.settings.queue_kept
    return there(await for_all(request, world, key, bound, reading(world.queues, event_id)), "queue")


@get("/events/{event_id:str}/queue/receipts", opt=OPTIONAL, tags=["queues"])
async def receipts(world: Here, event_id: EventId, after: Receipts = 0, limit: Size = 100) -> ASGIResponse:
    """All joins in the order of their numbers, without names: the log by which anybody can check the order.

    `served` is how far the queue had come when this was written: less than the queue says where the log is behind.
    """
    await known(world, event_id)
    found = await world.queues.receipts(event_id, after, limit)
    served, next_ = (found[0].served, found[-1].receipt) if found else (0, None)
    items = [one.plain for one in found]
    return json({"items": items, "served": served, "next": next_ if len(found) == limit else None})


@post("/events/{event_id:str}/queue/place", opt=BOOKINGS | BEGINS, status_code=202, tags=["queues"])
async def join_queue(request: AnyRequest, world: Here, event_id: EventId) -> ASGIResponse:
    """Take a place; who has one keeps it. The channel `place:ID` tells the rank, and the turn."""
    user = user_of(request)
    if await full(world, event_id, user.id):
        raise unavailable(RETRY_AFTER, "queue_full")
    command = JoinQueue(event_id=event_id, place_id=place_id(event_id, user.id), buyer_id=user.id)
    answer = await ask(world, command, asked_of(request, world), accepted_at(world, command))
    await world.joins.note(command.place_id)
    return answer


@get("/events/{event_id:str}/queue/place", tags=["queues"])
async def place(request: AnyRequest, world: Here, event_id: EventId) -> ASGIResponse:
    """Where I stand: how many come before me, in how many seconds my turn may come, and until when I have it.

    `order` is `drawn` if I came before the start, whether the draw has been held or not, and `first_come` if later.
    Who has just joined is told `accepted`, while no more is known.
    """
    buyer = user_of(request).id
    id_, stands = place_id(event_id, buyer), await found(world, event_id, buyer)
    said = None if stands is None else _encode(stands)
    if said is None and await world.joins.noted(id_):
        said = accepted(id_)
    return shown_or_accepted(world, request, said, id_, "place in a queue")


@delete("/events/{event_id:str}/queue/place", opt=BOOKINGS | GOES_ON, status_code=202, tags=["queues"])
async def leave_queue(request: AnyRequest, world: Here, event_id: EventId) -> ASGIResponse:
    """Give the place, or the turn, up."""
    user = user_of(request)
    command = LeaveQueue(event_id=event_id, place_id=place_id(event_id, user.id), buyer_id=user.id)
    return await ask(world, command, asked_of(request, world), where(event_id, command.place_id))


def reading(queues: Queues, event_id: str) -> Read:
    async def read() -> bytes | None:
        found = await queues.one(event_id)
        return None if found is None else _encode(found.plain)

    return read


async def seen(world: World, event_id: str) -> Queue | None:
    """As it is shown to everybody: a rush of people reads it once."""
    return await shared(world, event_id, "queue", world.queues)


async def shared(world: World, event_id: str, name: str, queues: Queues) -> Queue | None:
    answer = await world.shared.get((name, event_id), world.settings.queue_kept, reading(queues, event_id))
    return _decode(answer.body) if answer else None


async def full(world: World, event_id: str, buyer: str) -> bool:
    """By what was told last. Where that cannot be read, the waiting room itself says so."""
    try:
        there = await shared(world, event_id, "joining", world.joining)
        crowded = there is not None and there.waiting >= there.at_most
        return crowded and not await has_joined(world, event_id, buyer)
    except Unreachable:
        return False


async def has_joined(world: World, event_id: str, buyer: str) -> bool:
    """Who has a place keeps it, also while nobody but a door knows of it."""
    mine = await world.joining.mine(event_id, buyer)
    return mine is not None or await world.joins.noted(place_id(event_id, buyer))


async def known(world: World, event_id: str) -> Queue:
    """Raises Problem if the event has no queue."""
    if (there := await seen(world, event_id)) is None:
        raise not_found("queue")
    return there


async def found(world: World, event_id: str, buyer: str) -> Position | None:
    """None while nobody has told of the place, or of the queue."""
    mine = await world.queues.mine(event_id, buyer)
    there = await seen(world, event_id) if mine else None
    return position(there, mine) if there and mine else None


def accepted_at(world: World, command: JoinQueue) -> Place:
    """Its address holds a token of acceptance for who joined."""
    there, token = where(command.event_id, command.place_id), world.acceptance.token(command.place_id, command.buyer_id)
    return replace(there, status=f"{there.status}?accepted={token}")


def where(event_id: str, id_: str) -> Place:
    return Place(id_, f"/events/{event_id}/queue/place", f"place:{id_}")


def json(value: object) -> ASGIResponse:
    return ASGIResponse(body=_encode(value), media_type=JSON)
