"""Workers are killed while purchases are in flight: nothing is lost, doubled or oversold, and nothing stands still."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable

import pytest

from contracts.bookings import BookingConfirmed, BookingRejected, RequestBooking
from handlers.bookings.rows import Booking
from handlers.inventory.rows import Hold, Stock
from tests.eventually import eventually
from tests.mesh.fixtures import settings
from tests.mesh.processes import Fleet
from tests.mesh.profiles import Mesh, real_mesh
from tests.mesh.test_purchase import on_sale, wish

pytestmark = pytest.mark.real
SERVICES = ("bookings", "inventory", "realtime", "views")
STANDSTILL = 3.0
"""Seconds for which no partition may stand still."""


@pytest.fixture
async def killable(fleet: Fleet) -> AsyncIterator[tuple[Fleet, Mesh]]:
    fleet.end_workers()
    for name in SERVICES:
        fleet.start(name, name)
    async with real_mesh(*settings(fleet.addresses)) as mesh:
        yield fleet, mesh
    fleet.end_workers()


async def buy_while(mesh: Mesh, event: str, trouble: Callable[[], None], rounds: int) -> list[RequestBooking]:
    """Fifty buyers, each buying again and again, until all the trouble is over; the longest wait is bounded."""
    done, wishes = asyncio.Event(), list[RequestBooking]()

    async def buyer(number: int) -> None:
        while not done.is_set():
            wishes.append(asked := wish(event, quantity=1))
            began = time.monotonic()
            answer = await mesh.ask(asked)
            assert isinstance(answer, BookingConfirmed | BookingRejected)
            assert time.monotonic() - began < STANDSTILL, f"an answer took {time.monotonic() - began:.1f} s"

    async def troubles() -> None:
        for _ in range(rounds):
            await asyncio.to_thread(trouble)
            seen = len(mesh.answers)
            await eventually(lambda: len(mesh.answers) > seen + 100)  # noqa: B023
        done.set()

    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(troubles())
        for number in range(50):
            tasks.create_task(buyer(number))
    return wishes


async def all_agree(mesh: Mesh, event: str, wishes: list[RequestBooking]) -> None:
    """Every booking is confirmed and has its hold, the counters say the same, and there are no others."""
    stock = await mesh.becomes("inventory", Stock, event, held=0, sold=len(wishes), within=30)
    assert stock.sold == len(wishes)
    for asked in wishes:
        await mesh.becomes("bookings", Booking, event, asked.booking_id, state="confirmed")
        await mesh.becomes("inventory", Hold, event, asked.booking_id, state="sold")


async def test_each_worker_in_turn_is_killed_while_fifty_buyers_buy(killable: tuple[Fleet, Mesh]) -> None:
    fleet, mesh = killable
    event = await on_sale(mesh, capacity=100_000, standing=100_000)
    names = iter(SERVICES)
    wishes = await buy_while(mesh, event, lambda: fleet.restart(next(names)), rounds=len(SERVICES))
    await all_agree(mesh, event, wishes)


async def test_the_one_process_of_all_services_is_killed_three_times(fleet: Fleet) -> None:
    fleet.only("all", *SERVICES)
    async with real_mesh(*settings(fleet.addresses)) as mesh:
        event = await on_sale(mesh, capacity=100_000, standing=100_000)
        wishes = await buy_while(mesh, event, lambda: fleet.restart("all"), rounds=3)
        await all_agree(mesh, event, wishes)
