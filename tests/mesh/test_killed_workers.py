"""Workers are killed while purchases are in flight: nothing is lost, doubled or oversold, and nothing stands still."""

import asyncio
import time
import uuid
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from typing import Any

import asyncpg
import pytest

from choreography.partition import partition_of
from contracts.bookings import BookingConfirmed, BookingHeld, RequestBooking
from handlers.bookings.rows import Booking
from handlers.inventory.rows import Hold, Stock
from handlers.payments.rows import PaymentIntent
from ops import registry
from ops.check.invariants import invariants
from ops.up.plan import Form
from tests.choreography.standstill import watched
from tests.eventually import eventually
from tests.mesh.fixtures import settings
from tests.mesh.mailbox import sink_mailbox
from tests.mesh.processes import Fleet
from tests.mesh.profiles import Mesh, real_mesh
from tests.mesh.provider import Provider
from tests.mesh.provider_fake import fake_provider
from tests.mesh.test_purchase import on_sale, wish

pytestmark = [pytest.mark.real, pytest.mark.timed, pytest.mark.slow, pytest.mark.timeout(300)]
STANDSTILL = 3.0
"""Seconds for which no partition may stand still: a buyer's by the answers, and every service's by its own books."""
LOOKED_AT = {"bookings", "inventory", "payments", "realtime", "audit"}
"""Who has something to hear of each purchase, and so is seen in each run."""
EVENTS, BUYERS, PAYERS, PLACES = 5, 46, 4, 100_000
PRICE = 900
RELEASED = "select at from audit.entry where subject = $1 and type = 'SeatsReleased' limit 1"


@dataclass
class Sale:
    """Some events, each in a partition of its own; the last one costs money, and its buyer has a mail address."""

    mesh: Mesh
    provider: Provider
    payer: str
    dsn: str
    """Of the database's owner."""
    events: list[str] = field(default_factory=list)
    wishes: list[RequestBooking] = field(default_factory=list)
    over: asyncio.Event = field(default_factory=asyncio.Event)
    last: dict[int, float] = field(default_factory=dict)
    """When each partition gave its last answer."""

    async def open(self) -> None:
        self.events = apart(EVENTS)
        for event in self.events:
            price = PRICE if event == self.events[-1] else 0
            await on_sale(self.mesh, price=price, capacity=PLACES, standing=PLACES, event=event)

    async def buyer(self, number: int) -> None:
        """Buys for nothing again and again, in one event after another."""
        while not self.over.is_set():
            number += 1
            await self.buys(wish(self.events[number % (EVENTS - 1)], quantity=1), BookingConfirmed)

    async def payer_(self) -> None:
        while not self.over.is_set():
            asked = wish(self.events[-1], quantity=1).model_copy(update={"buyer_id": self.payer})
            await self.buys(asked, BookingHeld)
            key = asked.event_id, asked.booking_id
            intent = await self.mesh.becomes("payments", PaymentIntent, *key, state="open", within=30)
            await self.provider.pays(intent.provider_id or "")
            await self.mesh.becomes("bookings", Booking, *key, state="confirmed", within=30)

    async def buys(self, asked: RequestBooking, answer: type) -> None:
        self.wishes.append(asked)
        partition, began = partition_of(asked.event_id, 12), time.monotonic()
        assert isinstance(await self.mesh.ask(asked), answer)
        now = time.monotonic()
        stood = now - max(began, self.last.get(partition, began))
        self.last[partition] = now
        assert stood < STANDSTILL, f"partition {partition} stood still for {stood:.1f} s"

    async def during(self, troubles: Iterable[Callable[[], None]]) -> None:
        """Many buy until all the trouble is over."""
        async with asyncio.TaskGroup() as tasks:
            for number in range(BUYERS):
                tasks.create_task(self.buyer(number))
            for _ in range(PAYERS):
                tasks.create_task(self.payer_())
            await self.answers(100)
            for trouble in troubles:
                await asyncio.to_thread(trouble)
                await self.answers(100)
            self.over.set()

    async def answers(self, more: int) -> None:
        """So many more are given."""
        seen = len(self.mesh.answers)
        await eventually(lambda: len(self.mesh.answers) > seen + more, within=60)

    async def all_agree(self) -> None:
        """Every booking is confirmed and has its hold, the counters say the same, and there are no others."""
        for event in self.events:
            sold = sum(asked.event_id == event for asked in self.wishes)
            await self.mesh.becomes("inventory", Stock, event, held=0, sold=sold, within=60)
        for asked in self.wishes:
            await self.mesh.becomes("bookings", Booking, asked.event_id, asked.booking_id, state="confirmed")
            await self.mesh.becomes("inventory", Hold, asked.event_id, asked.booking_id, state="sold")


def apart(count: int) -> list[str]:
    """Ids of events, no two in one partition."""
    found: dict[int, str] = {}
    while len(found) < count:
        event = uuid.uuid4().hex[:12]
        found.setdefault(partition_of(event, 12), event)
    return list(found.values())


async def breaches(dsn: str) -> set[tuple[str, ...]]:
    """Of all invariants: its name, and what breaches it."""
    admin = await asyncpg.connect(dsn)
    try:
        return {(one.name, *map(str, row)) for one in invariants() for row in await admin.fetch(one.breaches)}
    finally:
        await admin.close()


async def nothing_new(dsn: str, before: set[tuple[str, ...]]) -> bool:
    new = await breaches(dsn) - before
    assert not new, new
    return True


async def database_says(fleet: Fleet, query: str, *args: str) -> Any:
    admin = await asyncpg.connect(fleet.addresses.postgres)
    try:
        return await admin.fetchval(query, *args)
    finally:
        await admin.close()


Selling = Callable[[list[tuple[str, ...]]], AbstractAsyncContextManager[Sale]]


@pytest.fixture
def selling(fleet: Fleet, stripe_url: str, sink: dict[str, str]) -> Selling:
    """With these workers, by name and services. In the end all agrees, and nothing is breached that was not before."""
    dsn = fleet.addresses.postgres

    @asynccontextmanager
    async def selling(workers: list[tuple[str, ...]]) -> AsyncIterator[Sale]:
        fleet.end_workers()
        before = await breaches(dsn)
        for one in workers:
            fleet.start(*one)
        async with real_mesh(*settings(fleet.addresses)) as mesh, fake_provider(mesh, stripe_url) as provider:
            async with sink_mailbox(mesh, dsn, sink["http"]) as mailbox:
                sale = Sale(mesh, provider, (await mailbox.opened())[0], dsn)
            await sale.open()
            yield sale
            await sale.all_agree()
            await eventually(lambda: nothing_new(dsn, before), within=60, every=0.5)
        fleet.end_workers()

    return selling


async def nothing_stands_still(sale: Sale, kills: Iterable[Callable[[], None]]) -> None:
    stood, _ = await asyncio.gather(watched(sale.dsn, sale.mesh.inspector, sale.over), sale.during(kills))
    assert not stood.beyond(STANDSTILL)
    assert {service for service, *_ in stood.longest} >= LOOKED_AT


async def test_each_worker_in_turn_is_killed_while_many_buy(fleet: Fleet, selling: Selling) -> None:
    async with selling([(name, name) for name in registry.NAMES]) as sale:
        await nothing_stands_still(sale, [partial(fleet.restart, name) for name in registry.NAMES])


async def test_one_process_of_all_services_is_killed_three_times(fleet: Fleet, selling: Selling) -> None:
    async with selling([("all", *registry.NAMES)]) as sale:
        await nothing_stands_still(sale, [partial(fleet.restart, "all")] * 3)


async def test_the_workers_of_a_small_machine_are_killed_again_and_again(fleet: Fleet, selling: Selling) -> None:
    async with selling([(process.name, *process.args) for process in Form().workers()]) as sale:
        killed = "sale", "rest", "sale", "identity", "sale"
        await nothing_stands_still(sale, [partial(fleet.restart, name) for name in killed])


async def test_seats_are_on_sale_again_after_the_deadline_though_every_worker_was_killed(fleet: Fleet) -> None:
    """Within two seconds, or of when the workers are back, by the database's clock."""
    fleet.whole()
    async with real_mesh(*settings(fleet.addresses)) as mesh:
        event = await on_sale(mesh, price=PRICE, hold_for=timedelta(seconds=8))
        asked = wish(event, "stalls-A1")
        held = await mesh.ask(asked)
        assert isinstance(held, BookingHeld)
        await asyncio.to_thread(fleet.restart, "all")
        back = await database_says(fleet, "select now()")
        await mesh.becomes("inventory", Hold, event, asked.booking_id, state="released", within=20)
        released = await eventually(lambda: database_says(fleet, RELEASED, asked.booking_id), within=20)
        assert held.expires_at <= released <= max(held.expires_at, back) + timedelta(seconds=2)
        assert isinstance(await mesh.ask(wish(event, "stalls-A1")), BookingHeld)
