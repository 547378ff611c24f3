"""One seed, one hot sale: many more people than places, a queue, and everything that can go wrong."""

import asyncio
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

from choreography.changes import Said
from choreography.memory.bus import loop_clock
from choreography.memory.loop import run
from choreography.tasks import seed_jitter
from contracts.bookings import RequestBooking
from contracts.catalog import EventPublished, Queueing, TicketType
from contracts.waiting_room import JoinQueue, TurnGranted, place_id
from handlers.bookings import bookings
from handlers.inventory import inventory
from handlers.waiting_room import waiting_room
from handlers.waiting_room.rows import Place, Queue
from ops.simulate.books import rows
from ops.simulate.chaos import chaos
from ops.simulate.day import HEALS_WITHIN, Day, ended
from ops.simulate.diary import Broken
from ops.simulate.invariants import disagreeing, disordered, holds_add_up, unfinished, unheard
from ops.simulate.odds import Odds, draw
from ops.simulate.queue_log import misranked
from ops.simulate.world import World

EVENT = "final"
OPENS_FOR, SELLS_FOR = 20.0, 400.0
"""Seconds for which people join before the sale, and for which it lasts."""


@dataclass
class Crowd:
    """One in ten lets the turn lapse."""

    world: World
    places: int
    people: int

    async def live(self) -> None:
        await self._publish()
        async with asyncio.TaskGroup() as tasks:
            for number in range(self.people):
                tasks.create_task(self._want(f"p{number:03}"))

    async def _publish(self) -> None:
        now = loop_clock()
        queue = Queueing(opens=now, per_minute=600, turn_for=timedelta(seconds=30), at_most=self.people)
        kind = TicketType(name="any", price=0, capacity=self.places)
        await self.world.say(
            EventPublished(
                event_id=EVENT, name=EVENT, currency="EUR", ticket_types=(kind,), capacity=self.places, queue=queue,
                sale_opens=now + timedelta(seconds=OPENS_FOR), sale_closes=now + timedelta(seconds=SELLS_FOR),
            )
        )  # fmt: skip

    async def _want(self, buyer: str) -> None:
        """Joins, maybe twice, before the start or after it; waits for the turn, and books, or does not."""
        rng, who = self.world.rng, {"event_id": EVENT, "buyer_id": buyer}
        await asyncio.sleep(5 + rng.uniform(0, 1.5 * OPENS_FOR))
        await self.world.say(JoinQueue(**who, place_id=place_id(EVENT, buyer)), copies=rng.choice((1, 1, 2)))
        lapses, started = rng.random() < 0.1, loop_clock()
        while loop_clock() - started < timedelta(seconds=SELLS_FOR):
            await asyncio.sleep(1)
            if self._has_turn(buyer):
                return None if lapses else await self._book(who)

    async def _book(self, who: dict[str, str]) -> None:
        booking = f"{EVENT}-{who['buyer_id']}"
        wish = RequestBooking(**who, booking_id=booking, ticket_type="any", quantity=1)
        await self.world.say(wish, copies=self.world.rng.choice((1, 1, 2)))

    def _has_turn(self, buyer: str) -> bool:
        place = self.world.books["waiting_room"].rows.get(Place, {}).get((EVENT, place_id(EVENT, buyer)))
        return isinstance(place, Place) and place.state == "turn"


def play(seed: int, places: int = 50, people: int = 500) -> Day:
    """The same seed gives the same sale, message by message."""
    seed_jitter(seed)
    return run(seed, _live(seed, places, people))


async def _live(seed: int, places: int, people: int) -> Day:
    rng = random.Random(seed)  # noqa: S311 (plays, guards nothing)
    world = World((bookings, inventory, waiting_room), rng, mild(draw(rng)))
    world.resources["chance"] = lambda count: rng.randbytes(count).hex()
    crowd = Crowd(world, places, people)
    world.diary.check = lambda: always(world)
    await world.start()
    trouble = asyncio.create_task(chaos(world))
    await crowd.live()
    await ended(trouble)
    world.calm_down()
    await settled(world)
    wrong = sorted(set(finally_(world, places))) if not world.diary.broken else [f"broken: {world.diary.broken}"]
    day = Day(seed, wrong, world.diary.reached, sum(map(len, world.diary.facts.values())))
    for worker in list(world.workers):
        await world.dismiss(worker)
    return day


def mild(odds: Odds) -> Odds:
    """Hundreds of rows are published in order: if one in ten failed, that alone would take longer than the sale."""
    return replace(odds, away=odds.away / 20, lost_ack=odds.lost_ack / 20)


async def settled(world: World) -> None:
    for _ in range(HEALS_WITHIN):
        if world.idle() or world.diary.broken:
            return
        await asyncio.sleep(1)


def always(world: World) -> None:
    """No more turns than tickets, and a queue as long as its places say. Raises Broken."""
    holds_add_up(world)
    for queue in rows(world, "waiting_room", Queue):
        states = [place.state for place in rows(world, "waiting_room", Place)]
        if queue.waiting != states.count("waiting") or queue.turns < states.count("turn"):
            raise Broken(f"{queue} is not the sum of its places")


def finally_(world: World, places: int) -> Iterator[str]:
    yield from (*unfinished(world), *disagreeing(world), *unheard(world), *disordered(world), *misranked(world))
    states = [place.state for place in rows(world, "waiting_room", Place)]
    if (spent := states.count("spent")) != places:
        yield f"{spent} of {places} tickets were sold"
    ranks = [TurnGranted.model_validate_json(said.body).rank for said in turns(world)]
    if ranks != sorted(ranks):
        yield f"turns were not in the order of the ranks: {ranks}"


def turns(world: World) -> list[Said]:
    """In the order in which they were granted."""
    return [one for facts in world.diary.facts.values() for one in facts if one.envelope.type == "TurnGranted"]
