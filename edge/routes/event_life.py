"""The moves of an event's life, as its organiser makes them."""

import msgspec
from litestar import get, patch, post
from litestar.params import JSONBody
from litestar.response.base import ASGIResponse

from contracts.catalog import (
    CancelEvent,
    ChangeQueueRate,
    MakeAnnouncement,
    PostponeEvent,
    PublishEvent,
    RescheduleEvent,
)
from edge.auth.guards import proved
from edge.bodies.events import Cancellation, NewAnnouncement, NewDate, Postponement, QueueChange
from edge.calling_off import confirm, previewed
from edge.live.ports import User
from edge.paths import EventId
from edge.problem import Problem
from edge.routes.common import AnyRequest, shown, user_of
from edge.routes.organising import CHANGE, asker, move
from edge.world import Here, World


@post("/events/{event_id:str}/publication", guards=CHANGE, tags=["events"])
async def publish_event(request: AnyRequest, world: Here, event_id: EventId) -> ASGIResponse:
    """Put a draft on sale, as it stands."""
    await only_verified(world, user_of(request), event_id)
    return await move(request, world, PublishEvent(**asker(request, event_id)), event_id)


@post("/events/{event_id:str}/postponement", guards=CHANGE, tags=["events"])
async def postpone_event(
    request: AnyRequest, world: Here, event_id: EventId, data: JSONBody[Postponement | None] = None
) -> ASGIResponse:
    """Put the event off without a new date: what is sold stays sold, and no more is."""
    command = PostponeEvent(**asker(request, event_id), reason=data.reason if data else "")
    return await move(request, world, command, event_id)


@post("/events/{event_id:str}/rescheduling", guards=CHANGE, tags=["events"])
async def reschedule_event(
    request: AnyRequest, world: Here, event_id: EventId, data: JSONBody[NewDate]
) -> ASGIResponse:
    """Give a postponed event its new date; it is on sale again."""
    times = {"starts_at": data.starts_at, "ends_at": data.ends_at, "sale_closes": data.sale_closes}
    command = RescheduleEvent(**asker(request, event_id), **times)
    return await move(request, world, command, event_id)


@get("/events/{event_id:str}/cancellation", guards=CHANGE, tags=["events"])
async def cancellation_of_event(request: AnyRequest, world: Here, event_id: EventId) -> ASGIResponse:
    """What calling my event off means, with the `code` to do it; and once it is called off, how far that has come."""
    user = user_of(request)
    told = await world.cancellations.of_event(event_id, user)
    figures = told and msgspec.json.encode(previewed(world.acceptance, told, user.id))
    return shown(figures, "event")


@post("/events/{event_id:str}/cancellation", guards=[*CHANGE, proved], tags=["events"])
async def cancel_event(
    request: AnyRequest, world: Here, event_id: EventId, data: JSONBody[Cancellation | None] = None
) -> ASGIResponse:
    """Call the event off; every booking is cancelled, and what was paid goes back.

    Where there are bookings it takes the `code` that `GET` told with their number and sum; if these are others now, the
    refusal tells them.
    """
    user = user_of(request)
    told = await world.cancellations.of_event(event_id, user)
    confirm(world.acceptance, told, user.id, data.code if data else "")
    command = CancelEvent(**asker(request, event_id), reason=data.reason if data else "")
    return await move(request, world, command, event_id)


@post("/events/{event_id:str}/announcements", guards=CHANGE, tags=["events"])
async def make_announcement(
    request: AnyRequest, world: Here, event_id: EventId, data: JSONBody[NewAnnouncement]
) -> ASGIResponse:
    """Say something to all who have tickets for my event, once a day: it is mailed, and stands in their inboxes."""
    return await move(request, world, MakeAnnouncement(**asker(request, event_id), text=data.text), event_id)


@patch("/events/{event_id:str}/queue", guards=CHANGE, tags=["events"])
async def change_queue(
    request: AnyRequest, world: Here, event_id: EventId, data: JSONBody[QueueChange]
) -> ASGIResponse:
    """Grant more turns a minute, or fewer, from now on, also in mid-sale. Who waits is told by `queue:ID`."""
    command = ChangeQueueRate(**asker(request, event_id), per_minute=data.per_minute)
    return await move(request, world, command, event_id)


async def only_verified(world: World, user: User, event_id: str) -> None:
    """Raises Problem where that is asked for, and the event's organiser is not. A draft may be too new to be shown."""
    if not world.settings.verified_organisers:
        return
    event = await world.events.one(event_id, user)
    owner = msgspec.json.decode(event)["organiser_id"] if event else user.id
    found = await world.people.organiser(owner)
    if not (found and msgspec.json.decode(found)["verified"]):
        raise Problem(403, "organiser_unverified")
