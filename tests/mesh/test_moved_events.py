"""An event that is on sale moves to another venue, in memory and on the real servers alike."""

import asyncio
import uuid
from collections import Counter

from contracts.base import Message
from contracts.catalog import ChangeEvent, EventChanged, TicketType
from contracts.inventory import ChangeSection, SectionChanged, SectionChangeRefused
from handlers.bookings.rows import Booking
from handlers.catalog.rows import Calendar, Listing
from handlers.inventory.rows import Stock
from handlers.views.rows import EventView
from tests.eventually import eventually
from tests.mesh.profiles import Mesh
from tests.mesh.test_audit import recorded
from tests.mesh.test_changed_events import booked, key
from tests.mesh.test_event_life import on_sale
from tests.mesh.test_venues import hall, reason

Of = dict[str, str]


def move(of: Of, venue: str, **other: str) -> ChangeEvent:
    said = {"venue_id": venue} | other
    return ChangeEvent(**of, changed=tuple(said), **said)


async def there(mesh: Mesh, venue: str, *events: Of) -> None:
    """These events alone have a time at the venue, and all of them have."""

    async def so() -> bool:
        calendar = await mesh.row("catalog", Calendar, venue)
        slots = calendar.slots if calendar else ()
        return sorted(slot.event_id for slot in slots) == sorted(of["event_id"] for of in events)

    await eventually(so, within=15)


async def test_who_has_a_booking_is_told_once_of_the_venue_to_which_the_event_has_moved(mesh: Mesh) -> None:
    old, new = await hall(mesh), await hall(mesh, 5, name="Old house", place="Mill lane 2")
    of = await on_sale(mesh, places=3, venue_id=old, place="Main street 1")
    asked, id_ = await booked(mesh, of), uuid.uuid4().hex
    for _ in range(3):
        await mesh.say(move(of, new), id=id_)
    said = await mesh.answer(id_)
    assert isinstance(said, EventChanged) and (said.changed, said.room) == (("place", "venue_id"), 5)
    await there(mesh, old)
    await there(mesh, new, of)
    await mesh.becomes("views", EventView, of["event_id"], venue_id=new, place="Mill lane 2", state="on_sale")
    await mesh.becomes("inventory", Stock, of["event_id"], room=5)
    await mesh.becomes("bookings", Booking, *key(asked), change=1)
    assert not await told_again(mesh, asked.booking_id)


async def told_again(mesh: Mesh, booking: str) -> bool:
    entries = await recorded(mesh, booking, ["BookingAffected"])
    return Counter(entry.type for entry in entries)["BookingAffected"] > 1


async def test_a_venue_that_is_taken_or_too_small_leaves_the_event_where_it_is(mesh: Mesh) -> None:
    old, taken, small = await hall(mesh), await hall(mesh), await hall(mesh, 2)
    mine, other = await on_sale(mesh, places=3, venue_id=old), await on_sale(mesh, places=3, venue_id=taken)
    assert reason(await mesh.ask(move(mine, taken))) == "venue_taken"
    assert reason(await mesh.ask(move(mine, small))) == "capacity"
    await there(mesh, old, mine)
    await there(mesh, taken, other)
    await there(mesh, small)
    await mesh.becomes("catalog", Listing, mine["event_id"], venue_id=old, planned=None)


async def test_of_many_that_move_to_one_venue_at_once_one_is_there_and_the_others_stay(mesh: Mesh) -> None:
    new, olds = await hall(mesh), [await hall(mesh) for _ in range(5)]
    events = [await on_sale(mesh, venue_id=old) for old in olds]
    said = await asyncio.gather(*(mesh.ask(move(of, new)) for of in events))
    await one_moved(mesh, new, olds, events, said)


async def one_moved(mesh: Mesh, new: str, olds: list[str], events: list[Of], said: list[Message]) -> None:
    """Each event has one time at one venue."""
    (won,) = [n for n, one in enumerate(said) if isinstance(one, EventChanged)]
    assert {reason(one) for n, one in enumerate(said) if n != won} == {"venue_taken"}
    await there(mesh, new, events[won])
    for n, of in enumerate(events):
        await mesh.becomes("catalog", Listing, of["event_id"], venue_id=new if n == won else olds[n], planned=None)
        await there(mesh, olds[n], *([] if n == won else [of]))


async def test_an_event_grows_within_the_room_of_the_venue_to_which_it_has_moved(mesh: Mesh) -> None:
    kinds = TicketType(name="standing", price=0, capacity=3), TicketType(name="seat", price=0)
    of = await on_sale(mesh, venue_id=await hall(mesh), ticket_types=kinds)
    await mesh.ask(move(of, await hall(mesh, 5)))
    await mesh.becomes("inventory", Stock, of["event_id"], room=5)
    box = {"section": "box", "ticket_type": "seat"}
    grown = await mesh.ask(ChangeSection(**of, **box, change_id=uuid.uuid4().hex, rows={"A": 2}))
    assert isinstance(grown, SectionChanged) and grown.capacity == 5
    refused = await mesh.ask(ChangeSection(**of, **box, change_id=uuid.uuid4().hex, rows={"A": 3}))
    assert isinstance(refused, SectionChangeRefused) and refused.reason == "over_capacity"
