"""One seed, one day: the town lives, things go wrong, then all faults end and every saga must come to its end."""

import asyncio
import random
from collections import Counter
from dataclasses import dataclass, field

from choreography.memory.loop import run
from choreography.service import Service
from choreography.tasks import seed_jitter
from handlers.bookings import bookings
from handlers.inventory import inventory
from handlers.invoices import invoices
from handlers.payments import payments
from handlers.promotions import promotions
from ops.simulate.chaos import chaos
from ops.simulate.digest import digest
from ops.simulate.invariants import always, finally_
from ops.simulate.odds import Odds, draw
from ops.simulate.poison import Poison
from ops.simulate.provider import Provider
from ops.simulate.town import Town
from ops.simulate.world import World, seldom

HEALS_WITHIN = 1_500
"""Seconds of the day's own time for everything to end after the last fault; an offer alone stands for 900."""


@dataclass
class Day:
    """`wrong` is empty if every invariant held; `reached` counts the rare things that happened.

    `log` is the digest of all that was said, empty if the day ended before its time.
    """

    seed: int
    wrong: list[str] = field(default_factory=list)
    reached: Counter[str] = field(default_factory=Counter)
    messages: int = 0
    log: str = ""


def play(seed: int, odds: Odds | None = None) -> Day:
    """The same seed gives the same day, message by message; its odds are drawn, if they are not given."""
    seed_jitter(seed)
    try:
        return run(seed, _live(seed, odds))
    except BaseExceptionGroup as group:
        return Day(seed, [f"broken: {error}" for error in _leaves(group)])


def _leaves(group: BaseExceptionGroup[BaseException]) -> list[str]:
    return [
        leaf
        for error in group.exceptions
        for leaf in (_leaves(error) if isinstance(error, BaseExceptionGroup) else [f"{type(error).__name__}: {error}"])
    ]


async def _live(seed: int, odds: Odds | None) -> Day:
    rng = random.Random(seed)  # noqa: S311 (plays, guards nothing)
    odds = odds or draw(rng)
    poison = Poison(rng, odds.poison)
    services: tuple[Service, ...] = tuple(map(poison.into, (bookings, inventory, payments, invoices, promotions)))
    world = World(services, rng, odds, settings=seldom())
    provider = Provider(world)
    town = Town(world, provider)
    await world.start()
    trouble = asyncio.create_task(chaos(world))
    world.diary.check = lambda: always(world, provider)
    await town.live()
    await ended(trouble)
    world.calm_down()
    day = Day(seed)
    await _settle(world, provider)
    day.wrong += poison.innocent(world)
    poison.mend()
    world.diary.reached["replayed"] += world.replay_dead()
    await _settle(world, provider)
    day.wrong += finally_(world, town, provider) if not world.diary.broken else [f"broken: {world.diary.broken}"]
    day.reached, day.messages = world.diary.reached, sum(map(len, world.diary.facts.values()))
    day.log = digest(world.bus.log)
    for worker in list(world.workers):
        await world.dismiss(worker)
    return day


async def ended(task: "asyncio.Task[None]") -> None:
    """Who waits for a killed worker takes a cancellation for the worker's: so it is asked until it has ended."""
    while not task.done():
        task.cancel()
        await asyncio.wait([task], timeout=1)


async def _settle(world: World, provider: Provider) -> None:
    for _ in range(HEALS_WITHIN):
        if (world.idle() and provider.idle()) or world.diary.broken:
            return
        await asyncio.sleep(1)
