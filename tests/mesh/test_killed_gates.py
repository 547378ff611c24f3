"""Two gates scan the same tickets while the workers behind them are killed: each lets one in, and no scan is lost."""

import asyncio
import uuid
from collections import Counter
from functools import partial
from typing import Any

import pytest

from contracts.bookings import RequestBooking
from contracts.inventory import AdmitTicket
from handlers.bookings.rows import Booking
from handlers.inventory.rows import Hold
from ops import registry
from tests.eventually import eventually
from tests.mesh.fixtures import settings
from tests.mesh.processes import Fleet
from tests.mesh.profiles import Mesh, real_mesh
from tests.mesh.test_killed_workers import breaches, nothing_new
from tests.mesh.test_purchase import on_sale, wish

pytestmark = [pytest.mark.real, pytest.mark.slow, pytest.mark.timeout(300)]
KILLED, SIZE = ("inventory", "bookings"), 15
"""Who is killed, once in the middle of each booking's scans; and how many tickets a booking has."""
Scans = dict[str, AdmitTicket]
Answers = dict[str, dict[str, Any]]


async def bought(mesh: Mesh, event: str) -> RequestBooking:
    asked = wish(event, quantity=SIZE)
    await mesh.ask(asked)
    await mesh.becomes("inventory", Hold, event, asked.booking_id, state="sold")
    return asked


def scans_of(asked: RequestBooking) -> Scans:
    """Of each ticket at each gate, by the keys of the scans."""
    who = {"event_id": asked.event_id, "booking_id": asked.booking_id, "organiser_id": "olga", "issue": 1}
    tickets = [f"{asked.booking_id}.{number}" for number in range(1, SIZE + 1)]
    both = [AdmitTicket(**who, ticket=ticket, gate=gate) for ticket in tickets for gate in ("north", "south")]
    return {str(uuid.uuid4()): scan for scan in both}


async def said(mesh: Mesh, scans: Scans) -> None:
    await asyncio.gather(*(mesh.say(scan, id=key) for key, scan in scans.items()))


async def verdicts(mesh: Mesh, scans: Scans) -> Answers:
    """Of gates that ask, once more or for the first time, by the same keys."""
    mesh.answers.clear()
    await said(mesh, scans)
    await eventually(lambda: scans.keys() <= mesh.answers.keys(), within=60)
    return dict(mesh.answers)


async def test_each_ticket_lets_one_in_and_a_gate_that_asks_again_is_told_the_same(fleet: Fleet) -> None:
    fleet.only("gates", *KILLED)
    fleet.start("rest", *(name for name in registry.NAMES if name not in KILLED))
    dsn = fleet.addresses.postgres
    async with real_mesh(*settings(fleet.addresses)) as mesh:
        before = await breaches(dsn)
        event = await on_sale(mesh, organiser="olga", capacity=3 * SIZE, standing=3 * SIZE)
        bookings, scans, told = [await bought(mesh, event) for _ in range(3)], Scans(), Answers()
        for asked in bookings:
            scans |= (now := scans_of(asked))
            under_way = asyncio.create_task(said(mesh, now))
            await mesh.answer(next(iter(now)))
            await asyncio.to_thread(partial(fleet.restart, "gates"))
            await under_way
            told |= mesh.answers
        found = await verdicts(mesh, scans)
        assert all(found[key] == told[key] for key in scans if key in told)
        kinds = Counter((scans[key].ticket, found[key]["type"]) for key in scans)
        assert len(kinds) == 2 * 3 * SIZE and {*kinds.values()} == {1}
        turns = {str(number): 1 for number in range(1, SIZE + 1)}
        for asked in bookings:
            await mesh.becomes("bookings", Booking, event, asked.booking_id, turns=turns, within=60)
        await eventually(lambda: nothing_new(dsn, before), within=60, every=0.5)
    fleet.end_workers()
