"""Events that want one venue at one time, in memory and on the real servers alike."""

import asyncio
import uuid
from datetime import UTC, datetime, timedelta

from contracts.base import Message
from contracts.catalog import (
    CancelEvent,
    CreateVenue,
    EventInvalid,
    EventPublished,
    EventRefused,
    EventRescheduled,
    PostponeEvent,
    PublishEvent,
    RescheduleEvent,
)
from handlers.catalog.rows import Calendar, Listing
from tests.mesh.profiles import Mesh
from tests.mesh.test_event_life import HOUR, drafted, shows


async def hall(mesh: Mesh, capacity: int = 100, **other: str) -> str:
    venue = uuid.uuid4().hex[:12]
    said = {"organiser_id": "olga", "name": "Town hall"} | other
    await mesh.ask(CreateVenue(venue_id=venue, capacity=capacity, **said))
    return venue


def reason(said: Message) -> str:
    assert isinstance(said, EventRefused | EventInvalid), said
    return said.reason


async def test_of_many_that_want_a_venue_at_once_one_has_it(mesh: Mesh) -> None:
    venue = await hall(mesh)
    events = [await drafted(mesh, venue_id=venue) for _ in range(5)]
    said = await asyncio.gather(*(mesh.ask(PublishEvent(**of)) for of in events))
    (won,) = [n for n, one in enumerate(said) if isinstance(one, EventPublished)]
    assert {reason(one) for n, one in enumerate(said) if n != won} == {"venue_taken"}
    for n, of in enumerate(events):
        await shows(mesh, of["event_id"], "on_sale" if n == won else "draft")
    calendar = await mesh.row("catalog", Calendar, venue)
    assert calendar and [slot.event_id for slot in calendar.slots] == [events[won]["event_id"]]


async def test_a_venue_is_free_again_when_its_event_is_called_off_or_postponed(mesh: Mesh) -> None:
    venue = await hall(mesh)
    first, second, third = [await drafted(mesh, venue_id=venue) for _ in range(3)]
    assert isinstance(await mesh.ask(PublishEvent(**first)), EventPublished)
    await mesh.ask(CancelEvent(**first))
    await mesh.becomes("catalog", Calendar, venue, slots=())
    assert isinstance(await mesh.ask(PublishEvent(**second)), EventPublished)
    await mesh.ask(PostponeEvent(**second))
    await mesh.becomes("catalog", Calendar, venue, slots=())
    assert isinstance(await mesh.ask(PublishEvent(**third)), EventPublished)
    listing = await mesh.row("catalog", Listing, third["event_id"])
    assert listing
    dates = {"starts_at": listing.starts_at, "ends_at": listing.ends_at, "sale_closes": listing.sale_closes}
    assert reason(await mesh.ask(RescheduleEvent(**second, **dates))) == "venue_taken"
    later = {"starts_at": datetime.now(UTC) + timedelta(days=9), "sale_closes": listing.sale_closes}
    assert isinstance(
        await mesh.ask(RescheduleEvent(**second, **later, ends_at=later["starts_at"] + HOUR)), EventRescheduled
    )


async def test_a_venue_caps_the_places_of_an_event(mesh: Mesh) -> None:
    of = await drafted(mesh, places=101, venue_id=await hall(mesh, 100))
    assert reason(await mesh.ask(PublishEvent(**of))) == "capacity"
    await shows(mesh, of["event_id"], "draft")
