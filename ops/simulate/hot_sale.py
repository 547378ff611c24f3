"""One seed, one hot sale: many more people than places, a queue, and everything that can go wrong."""

import asyncio
import random
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from choreography.changes import Said
from choreography.memory.bus import loop_clock
from choreography.memory.loop import run
from choreography.tasks import seed_jitter
from contracts.base import Message
from contracts.bookings import RequestBooking
from contracts.catalog import EventPublished, Queueing, TicketType
from contracts.payments import PaymentSucceeded
from contracts.waiting_room import JoinQueue, TurnGranted
from handlers.bookings import bookings
from handlers.bookings.rows import Booking
from handlers.inventory import inventory
from handlers.inventory.rows import Stock
from handlers.realtime import realtime
from handlers.waiting_room import waiting_room
from handlers.waiting_room.rows import IN_LINE, Place, Queue
from ops.memory.rows import one_of
from ops.simulate.books import rows
from ops.simulate.chaos import chaos
from ops.simulate.day import HEALS_WITHIN, Day, ended
from ops.simulate.diary import Broken
from ops.simulate.follower import Follower
from ops.simulate.invariants import disagreeing, disordered, holds_add_up, unfinished, unheard
from ops.simulate.odds import Odds, draw
from ops.simulate.queue_log import misranked
from ops.simulate.world import World, seldom

EVENT = "final"
LAPSES = {"TurnExpired": "turn lapsed", "BookingExpired": "hold lapsed"}
OPENS_FOR, SELLS_FOR = 20.0, 900.0
"""Seconds for which people join before the sale, and for which it lasts."""
PRICE, HOLD_FOR, ANSWERED_WITHIN = 1_000, 40.0, 60


@dataclass
class Crowd:
    """One in ten lets the turn lapse, one in ten of the others the hold, and one in twenty loses the socket."""

    world: World
    places: int
    people: int
    followers: dict[str, Follower] = field(default_factory=dict)
    closes: datetime = field(default_factory=loop_clock)

    async def live(self) -> None:
        await self._publish()
        async with asyncio.TaskGroup() as tasks:
            for number in range(self.people):
                tasks.create_task(self._want(f"p{number:03}"))

    async def goes_home(self) -> None:
        """All is sold, and in the end the sale is over: who still waits is told so, whatever goes wrong meanwhile."""
        await asyncio.sleep((self.closes - loop_clock()).total_seconds() + 10)

    async def _publish(self) -> None:
        now = loop_clock()
        self.closes = now + timedelta(seconds=SELLS_FOR)
        queue = Queueing(opens=now, per_minute=600, turn_for=timedelta(seconds=30), at_most=self.people)
        kind = TicketType(name="any", price=PRICE, capacity=self.places)
        await self.world.say(
            EventPublished(
                event_id=EVENT, name=EVENT, currency="EUR", ticket_types=(kind,), capacity=self.places, queue=queue,
                sale_opens=now + timedelta(seconds=OPENS_FOR), sale_closes=self.closes,
                hold_for=timedelta(seconds=HOLD_FOR),
            )
        )  # fmt: skip

    async def _want(self, buyer: str) -> None:
        """Joins, maybe twice, before the start or after it; waits for the turn, and books, or does not."""
        rng, who = self.world.rng, {"event_id": EVENT, "buyer_id": buyer}
        await asyncio.sleep(5 + rng.uniform(0, 1.5 * OPENS_FOR))
        follower = self.followers[buyer] = Follower(self.world, EVENT, buyer)
        await follower.begins()
        await self._say(JoinQueue(**who, place_id=follower.place_id))
        lapses, loses, started = rng.random() < 0.1, rng.random() < 0.05, loop_clock()
        while not self._sold_out() and loop_clock() - started < timedelta(seconds=SELLS_FOR):
            await asyncio.sleep(1)
            if loses and rng.random() < 0.2:
                loses = await follower.loses()
            if self._has_turn(follower.place_id):
                return None if lapses else await self._book(who)

    async def _book(self, who: dict[str, str]) -> None:
        """Who holds seats pays for them, or lets them lapse."""
        who, rng = who | {"booking_id": f"{EVENT}-{who['buyer_id']}"}, self.world.rng
        await self._say(RequestBooking(**who, ticket_type="any", quantity=1))
        for _ in range(ANSWERED_WITHIN):
            if self._state(who["booking_id"]) not in ("", "requested"):
                break
            await asyncio.sleep(1)
        if self._state(who["booking_id"]) == "held" and rng.random() >= 0.1:
            await asyncio.sleep(rng.uniform(0, HOLD_FOR))
            await self._say(PaymentSucceeded(**who, price=PRICE, currency="EUR", provider_id=f"pi_{who['buyer_id']}"))

    async def _say(self, message: Message) -> None:
        copies = self.world.rng.choice((1, 1, 2))
        self.world.diary.reached["said twice"] += copies > 1
        await self.world.say(message, copies=copies)

    def _state(self, booking: str) -> str:
        found = one_of(self.world.books["bookings"], Booking, EVENT, booking)
        return found.state if found else ""

    def _sold_out(self) -> bool:
        stock = one_of(self.world.books["inventory"], Stock, EVENT)
        return stock is not None and stock.sold == self.places

    def _has_turn(self, place: str) -> bool:
        found = one_of(self.world.books["waiting_room"], Place, EVENT, place)
        return found is not None and found.state == "turn"


def play(seed: int, places: int = 50, people: int = 500) -> Day:
    """The same seed gives the same sale, message by message."""
    seed_jitter(seed)
    return run(seed, _live(seed, places, people))


async def _live(seed: int, places: int, people: int) -> Day:
    rng = random.Random(seed)  # noqa: S311 (plays, guards nothing)
    services = (bookings, inventory, waiting_room, realtime)
    world = World(services, rng, mild(draw(rng)), settings=seldom())
    world.resources["chance"] = lambda count: rng.randbytes(count).hex()
    crowd = Crowd(world, places, people)
    world.diary.check = lambda: always(world)
    await world.start()
    await asyncio.sleep(1)  # who begins at the end of its topics is there by then
    trouble = asyncio.create_task(chaos(world))
    await crowd.live()
    await crowd.goes_home()
    await ended(trouble)
    world.calm_down()
    await settled(world)
    for kind, name in LAPSES.items():
        world.diary.reached[name] = len(world.diary.told.get(kind, ()))
    broken = world.diary.broken
    wrong = [f"broken: {broken}"] if broken else sorted({*finally_(world, places), *overheard(world, crowd)})
    day = Day(seed, wrong, world.diary.reached, sum(map(len, world.diary.facts.values())))
    for worker in list(world.workers):
        await world.dismiss(worker)
    return day


def mild(odds: Odds) -> Odds:
    """Hundreds of rows are published in order: if one in ten failed, that alone would take longer than the sale."""
    trouble = {"kill": max(odds.kill, 0.05), "deaf": max(odds.deaf, 0.05)}
    return replace(odds, away=odds.away / 20, lost_ack=odds.lost_ack / 20, **trouble)


async def settled(world: World) -> None:
    for _ in range(HEALS_WITHIN):
        if world.idle() or world.diary.broken:
            return
        await asyncio.sleep(1)


def always(world: World) -> None:
    """No more turns than tickets, nor under way than turns, and a queue as long as its places say. Raises Broken."""
    holds_add_up(world)
    for queue in rows(world, "waiting_room", Queue):
        states = [place.state for place in rows(world, "waiting_room", Place)]
        if queue.waiting != sum(map(states.count, IN_LINE)) or queue.turns < states.count("turn"):
            raise Broken(f"{queue} is not the sum of its places")
        if sum(queue.fresh.values()) > queue.turns - queue.called:
            raise Broken(f"{queue} has more under way than there are")


def finally_(world: World, places: int) -> Iterator[str]:
    yield from (*unfinished(world), *disagreeing(world), *unheard(world), *disordered(world), *misranked(world))
    if (sold := sum(one.state == "confirmed" for one in rows(world, "bookings", Booking))) != places:
        yield f"{sold} of {places} tickets were sold"
    if waiting := sum(place.state == "waiting" for place in rows(world, "waiting_room", Place)):
        yield f"{waiting} wait though the queue is closed"
    ranks = [TurnGranted.model_validate_json(said.body).rank for said in turns(world)]
    if ranks != sorted(ranks):
        yield f"turns were not in the order of the ranks: {ranks}"


def overheard(world: World, crowd: Crowd) -> Iterator[str]:
    """Who follows the own place has seen all that was said of it, in order, also who lost the socket."""
    told: dict[str, list[str]] = {}
    for (service, _), facts in world.diary.facts.items():
        for one in facts if service == "waiting_room" else ():
            told.setdefault(one.envelope.subject, []).append(one.envelope.type)
    for buyer, follower in crowd.followers.items():
        follower.catches_up()
        if follower.seen != (right := told.get(follower.place_id, [])):
            yield f"{buyer} saw {follower.seen} of {right}"


def turns(world: World) -> list[Said]:
    """In the order in which they were granted."""
    return [one for facts in world.diary.facts.values() for one in facts if one.envelope.type == "TurnGranted"]
