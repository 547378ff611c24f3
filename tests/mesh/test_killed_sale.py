"""Many race, a hold lapses, every record lies in the log twice, and the sale is killed: each has one end, told once."""

import asyncio
from collections import Counter
from datetime import timedelta
from functools import partial

import asyncpg
import pytest

from contracts.bookings import BookingHeld, RequestBooking
from handlers.bookings.rows import Booking
from handlers.inventory.rows import Hold, Seat, Stock
from handlers.views.rows import BookingView
from ops import registry
from tests.eventually import eventually
from tests.mesh.echo import echoed
from tests.mesh.fixtures import settings
from tests.mesh.processes import Fleet
from tests.mesh.profiles import Mesh, real_mesh
from tests.mesh.test_killed_workers import apart, breaches, nothing_new
from tests.mesh.test_purchase import on_sale, wish

pytestmark = [pytest.mark.real, pytest.mark.slow, pytest.mark.timeout(300)]
SALE = ("bookings", "inventory")
TOPICS = ("bookings.commands", "bookings.events", "inventory.commands", "inventory.events")
KILLS, RACERS, PLACES = 3, 10, 3
SEAT = "stalls-A1"
TOLD_TWICE = """select channel, body::jsonb ->> 'type' as word, count(*) from realtime.feed
    where event_id = any($1) and channel like '%-%' group by 1, 2 having count(*) > 1"""


async def test_each_of_many_who_race_has_one_end_though_all_is_doubled_and_the_sale_is_killed(fleet: Fleet) -> None:
    dsn, (mesh_settings, kafka) = fleet.addresses.postgres, settings(fleet.addresses)
    fleet.only("sale", *SALE)
    fleet.start("rest", *(name for name in registry.NAMES if name not in SALE))
    before, events = await breaches(dsn), apart(KILLS + 1)
    async with real_mesh(mesh_settings, kafka) as mesh, echoed(kafka, TOPICS, events) as doubled:
        *races, lapsing = events
        for event in races:
            await on_sale(mesh, event=event)
        await on_sale(mesh, event=lapsing, price=900, hold_for=timedelta(seconds=5))
        first = wish(lapsing, SEAT)
        assert isinstance(await mesh.ask(first), BookingHeld)
        seats, places = wishes(races, SEAT), wishes(races)
        for event in races:
            said = asyncio.gather(*(twice(mesh, one) for one in (*seats, *places) if one.event_id == event))
            await asyncio.to_thread(partial(fleet.restart, "sale"))
            await said
        assert await ends(mesh, seats) == {"confirmed": KILLS, "rejected": KILLS * (RACERS - 1)}
        assert await ends(mesh, places) == {"confirmed": KILLS * PLACES, "rejected": KILLS * (RACERS - PLACES)}
        await each_loser_is_told_which_seat(mesh, seats)
        await the_next_has_what_lapsed(mesh, first)
        for event in races:
            await mesh.becomes("inventory", Stock, event, held=0, sold=1 + PLACES)
        assert len(doubled) > 4 * len(seats), "each wish, question, answer and end lies there twice"
        await nobody_was_told_twice(dsn, events)
        await eventually(lambda: nothing_new(dsn, before), within=60, every=0.5)
    fleet.end_workers()


def wishes(events: list[str], *seats: str) -> list[RequestBooking]:
    return [wish(event, *seats, quantity=0 if seats else 1) for event in events for _ in range(RACERS)]


async def twice(mesh: Mesh, asked: RequestBooking) -> None:
    for _ in range(2):
        await mesh.say(asked, id=asked.booking_id)


async def ends(mesh: Mesh, asked: list[RequestBooking]) -> Counter[str]:
    async def over() -> Counter[str] | None:
        rows = [await mesh.row("bookings", Booking, one.event_id, one.booking_id) for one in asked]
        states = Counter(row.state if row else "" for row in rows)
        return states if states.keys() <= {"confirmed", "rejected"} else None

    found = await eventually(over, within=60)
    assert found
    return found


async def each_loser_is_told_which_seat(mesh: Mesh, asked: list[RequestBooking]) -> None:
    for one in asked:
        seat = await mesh.row("inventory", Seat, one.event_id, SEAT)
        if seat and seat.owner != one.booking_id:
            key = one.event_id, one.booking_id
            await mesh.becomes("views", BookingView, *key, state="rejected", reason="taken", lost=(SEAT,))


async def the_next_has_what_lapsed(mesh: Mesh, first: RequestBooking) -> None:
    await mesh.becomes("bookings", Booking, first.event_id, first.booking_id, state="expired", within=30)
    await mesh.becomes("inventory", Hold, first.event_id, first.booking_id, state="released", within=30)
    assert isinstance(await mesh.ask(wish(first.event_id, SEAT)), BookingHeld)


async def nobody_was_told_twice(dsn: str, events: list[str]) -> None:
    admin = await asyncpg.connect(dsn)
    try:
        assert [tuple(row) for row in await admin.fetch(TOLD_TWICE, events)] == []
    finally:
        await admin.close()
