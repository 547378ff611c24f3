"""Two copies of each service: more pay, cancel and let lapse than there are places, and one of each is killed."""

import asyncio
import random
from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, cast

import pytest

from choreography.memory.bus import loop_clock
from choreography.memory.loop import run
from choreography.tasks import seed_jitter
from contracts.bookings import CancelBooking, RequestBooking
from contracts.catalog import EventPublished, SectionPublished, TicketType
from handlers.bookings import bookings
from handlers.bookings.rows import Booking
from handlers.inventory import inventory
from handlers.inventory.rows import Stock
from handlers.invoices import invoices
from handlers.payments import payments
from handlers.promotions import promotions
from ops.simulate.books import rows
from ops.simulate.invariants import always, finally_
from ops.simulate.odds import CALM
from ops.simulate.provider import Provider
from ops.simulate.world import PARTITIONS, Worker, World, seldom
from tests.choreography.playing import passes
from tests.simulate.sale import until

SERVICES = (bookings, inventory, payments, invoices, promotions)
EVENTS = ("opera", "fair", "derby")
"""Each in a partition of its own."""
PLACES, BUYERS, HOLD_FOR = 4, 12, 30.0
"""Of an event: one fewer than its seats and standing places together."""
CHOICES: tuple[dict[str, Any], ...] = (
    *({"seats": (f"stalls-A{n}",)} for n in (1, 2, 3)),
    {"ticket_type": "standing", "quantity": 1},
)


@dataclass
class Rush:
    """Of three buyers one pays, one pays and cancels, and one does nothing; who comes later pays."""

    world: World
    provider: Provider
    asked: dict[str, str] = field(default_factory=dict)
    scans: dict[str, int] = field(default_factory=dict)

    async def opens(self) -> None:
        now, kinds = loop_clock(), (TicketType(name="standing", price=500, capacity=2),)
        sale = {"sale_opens": now, "sale_closes": now + timedelta(hours=1), "hold_for": timedelta(seconds=HOLD_FOR)}
        section = {"section": "stalls", "ticket_type": "seat", "price": 900, "rows": {"A": 3}}
        for event in EVENTS:
            what = {"name": event, "currency": "EUR", "ticket_types": kinds, "capacity": PLACES, "organiser_id": "olga"}
            await self.world.say(EventPublished(event_id=event, **what, **sale))
            await self.world.say(SectionPublished(event_id=event, **section))

    async def all_want(self, wave: str) -> None:
        async with asyncio.TaskGroup() as tasks:
            for event in EVENTS:
                for nth in range(BUYERS):
                    tasks.create_task(self._wants(event, f"{wave}{nth:02}", nth))

    async def _wants(self, event: str, name: str, nth: int) -> None:
        who = {"event_id": event, "booking_id": f"{event}-{name}", "buyer_id": f"buyer-{name}"}
        await passes(self.world.rng.uniform(0, 4))
        await self._command(RequestBooking(**who, **CHOICES[nth % len(CHOICES)]))
        await until(lambda: self._heard(who, "PaymentRequired", "BookingRejected"))
        fate = nth % 3 if name.startswith("first") else 0
        if self._heard(who, "BookingRejected") or fate == 2:
            return
        (intent,) = self.provider.of(who["booking_id"])
        self.provider.gateway.pay(intent.provider_id)
        if fate == 1:
            await until(lambda: self._heard(who, "TicketsIssued", "BookingCancelled"))
            await self._command(CancelBooking(**who))

    def _heard(self, who: dict[str, str], *types: str) -> bool:
        return any(self.world.diary.heard(one, who["booking_id"]) for one in types)

    async def _command(self, command: RequestBooking | CancelBooking) -> None:
        self.asked[await self.world.say(command, copies=2)] = type(command).__name__


def sharing(worker: Worker) -> bool:
    return 0 < len(worker.lane.epochs) < PARTITIONS


async def lived(seed: int) -> tuple[list[str], Counter[str], list[int]]:
    """What is wrong, how the bookings ended, and how many places of each event are sold."""
    world = World(SERVICES, random.Random(seed), CALM, settings=seldom())  # noqa: S311 (plays, guards nothing)
    rush = Rush(world, provider := Provider(world))
    world.diary.check = lambda: always(world, provider)
    await world.start()
    second = [world.hire(service) for service in SERVICES]
    await until(lambda: all(map(sharing, world.workers)))
    await rush.opens()
    first = asyncio.create_task(rush.all_want("first"))
    await until(lambda: all(one.lane.counters.said for one in world.workers if one.service in (bookings, payments)))
    assert not first.done(), "it was over already"
    for worker in second:
        await world.dismiss(worker)
    await first
    await passes(2 * HOLD_FOR)
    await rush.all_want("later")
    await until(lambda: world.diary.broken or (world.idle() and provider.idle()), within=3_000)
    wrong = [world.diary.broken] if world.diary.broken else finally_(world, cast(Any, rush), provider)
    for worker in list(world.workers):
        await world.dismiss(worker)
    ends = Counter(one.state for one in rows(world, "bookings", Booking))
    return wrong, ends, [one.sold for one in rows(world, "inventory", Stock)]


@pytest.mark.parametrize("seed", range(3))
def test_who_pays_has_a_place_or_the_money_and_what_comes_back_is_sold_again(seed: int) -> None:
    seed_jitter(seed)
    wrong, ends, sold = run(seed, lived(seed))
    assert not wrong and sold == [PLACES] * len(EVENTS)
    assert ends["confirmed"] == PLACES * len(EVENTS)
    assert min(ends["cancelled"], ends["expired"], ends["rejected"]) > 0 and ends.total() == 2 * BUYERS * len(EVENTS)
