"""What is promised within two seconds comes within two, by the clock of the world: also where every worker died."""

import asyncio
import inspect
import random
from collections.abc import Callable, Coroutine
from datetime import datetime, timedelta
from typing import Any

import pytest

from choreography.memory.bus import loop_clock
from choreography.memory.loop import run
from choreography.service import Service
from choreography.tasks import seed_jitter
from contracts.bookings import RequestBooking
from contracts.catalog import ChangeEvent, CreateEvent, EventPublished, PublishEvent, Queueing, TicketType
from contracts.waiting_room import JoinQueue, place_id
from edge.reading.search import FIRST, Search
from edge.settings import EdgeSettings
from handlers.bookings import bookings
from handlers.bookings.rows import Booking
from handlers.catalog import catalog
from handlers.inventory import inventory
from handlers.inventory.rows import Hold
from handlers.realtime import realtime
from handlers.views import views
from handlers.waiting_room import waiting_room
from handlers.waiting_room.rows import Place
from ops.memory.events import MemoryEvents
from ops.memory.rows import one_of
from ops.simulate.books import rows
from ops.simulate.odds import CALM
from ops.simulate.world import World

EVENT, SEED = "opera", 5
PROMPT = timedelta(seconds=2)
LASTS = timedelta(seconds=30)
"""A hold, and a turn."""
DIES = (None, -5.0, -1.0, -0.1, 0.0, 0.1)
"""Seconds from the deadline; None: nobody does."""


def world(*services: Service) -> World:
    rng = random.Random(SEED)  # noqa: S311 (plays, guards nothing)
    played = World(services, rng, CALM, named=True)
    played.resources["chance"] = lambda count: "ab" * count
    return played


def by_its_clock(lived: Coroutine[Any, Any, timedelta]) -> timedelta:
    seed_jitter(SEED)
    return run(SEED, lived)


async def passes(check: Callable[[], Any]) -> datetime:
    """When it was so, to a fiftieth of a second."""
    ends = loop_clock() + timedelta(minutes=5)
    while not await settled(check()):
        assert loop_clock() < ends, "it never came to pass"
        await asyncio.sleep(0.02)
    return loop_clock()


async def settled(found: Any) -> Any:
    return await found if inspect.isawaitable(found) else found


async def all_die(played: World, at: datetime) -> datetime:
    """And are started again at once; when that was."""
    await asyncio.sleep(max(0.0, (at - loop_clock()).total_seconds()))
    for worker in list(played.workers):
        await played.dismiss(worker)
    for service in played.services:
        played.hire(service)
    return loop_clock()


async def ended(played: World) -> None:
    for worker in list(played.workers):
        await played.dismiss(worker)


async def on_sale(played: World, places: int, queue: bool = False) -> None:
    now = loop_clock()
    kind, plan = (
        TicketType(name="any", price=900, capacity=places),
        Queueing(opens=now, per_minute=6_000, turn_for=LASTS),
    )
    await played.say(
        EventPublished(
            event_id=EVENT, name=EVENT, currency="EUR", ticket_types=(kind,), capacity=places, sale_opens=now,
            sale_closes=now + timedelta(hours=1), hold_for=LASTS, queue=plan if queue else None,
        )
    )  # fmt: skip
    await asyncio.sleep(5)


async def a_hold_lapses(dies: float | None) -> timedelta:
    played = world(bookings, inventory, realtime)
    await played.start()
    await on_sale(played, 1)
    who = {"event_id": EVENT, "booking_id": f"{EVENT}-b", "buyer_id": "ann"}
    await played.say(RequestBooking(**who, ticket_type="any", quantity=1))
    await passes(lambda: [hold.state for hold in rows(played, "inventory", Hold)] == ["held"])
    booking = one_of(played.books["bookings"], Booking, EVENT, f"{EVENT}-b")
    assert booking
    due = booking.deadline
    if dies is not None:
        due = max(due, await all_die(played, due + timedelta(seconds=dies)))
    released = await passes(lambda: [hold.state for hold in rows(played, "inventory", Hold)] == ["released"])
    await passes(lambda: len(played.diary.told.get("SeatsReleased", ())) == 1)
    late = max(released, loop_clock()) - due
    await ended(played)
    return late


async def a_turn_lapses(dies: float | None) -> timedelta:
    played = world(bookings, waiting_room, realtime)
    await played.start()
    await on_sale(played, 1, queue=True)
    for buyer in ("ann", "ben"):
        await played.say(JoinQueue(event_id=EVENT, place_id=place_id(EVENT, buyer), buyer_id=buyer))
    await passes(lambda: turn(played, "ann"))
    due = turn(played, "ann")
    assert due
    if dies is not None:
        due = max(due, await all_die(played, due + timedelta(seconds=dies)))
    await passes(lambda: turn(played, "ben"))
    late = await passes(lambda: len(played.diary.told.get("TurnGranted", ())) == 2) - due
    await ended(played)
    return late


def turn(played: World, buyer: str) -> datetime | None:
    place = one_of(played.books["waiting_room"], Place, EVENT, place_id(EVENT, buyer))
    return place.deadline if place and place.state == "turn" else None


@pytest.mark.parametrize("dies", DIES)
@pytest.mark.parametrize("lapses", [a_hold_lapses, a_turn_lapses], ids=lambda one: one.__name__)
def test_what_lapsed_is_the_next_ones_in_time(
    lapses: Callable[[float | None], Coroutine[Any, Any, timedelta]], dies: Any
) -> None:
    late = by_its_clock(lapses(dies))
    assert timedelta() <= late < PROMPT


async def an_event_is_changed(dies: bool) -> timedelta:
    """Put on sale, and given another name: the longer of the two times until each is found."""
    played = world(catalog, inventory, views)
    await played.start()
    now, who = loop_clock(), {"event_id": EVENT, "organiser_id": "olga"}
    times = {"starts_at": now + LASTS, "ends_at": now + 2 * LASTS, "sale_opens": now, "sale_closes": now + LASTS}
    kind = TicketType(name="any", price=900, capacity=5)
    await played.say(CreateEvent(**who, **times, name="Fidelio", currency="EUR", ticket_types=(kind,)))
    longest = timedelta()
    for said, word in (
        (PublishEvent(**who), "fidelio"),
        (ChangeEvent(**who, changed=("name",), name="Leonore"), "leonore"),
    ):
        await asyncio.sleep(5)
        began = loop_clock()
        await played.say(said)
        began = await all_die(played, began) if dies else began
        longest = max(longest, await passes(lambda word=word: found(played, word)) - began)
    await ended(played)
    return longest


async def found(played: World, word: str) -> bool:
    listed = await MemoryEvents(played.books["views"]).on_sale(10, FIRST, Search(words=word))
    return EVENT.encode() in listed


@pytest.mark.parametrize("dies", [False, True], ids=["nobody dies", "all die"])
def test_what_an_organiser_says_is_found_in_time_by_who_is_shown_a_list_that_is_kept(dies: bool) -> None:
    late = by_its_clock(an_event_is_changed(dies))
    assert late + timedelta(seconds=EdgeSettings.model_fields["list_kept"].default) < PROMPT
