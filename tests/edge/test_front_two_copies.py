"""Two copies of those who sell and hold, and one is killed while many more people want places than there are."""

import asyncio
import random
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import httpx2
import pytest
from prometheus_client.parser import text_string_to_metric_families

from ops import registry
from tests.edge.front import Front, Person, visiting
from tests.eventually import eventually
from tests.mesh.processes import Fleet
from tests.mesh.test_killed_workers import breaches, nothing_new
from tests.mesh.test_sight import free_port, got

pytestmark = [pytest.mark.real, pytest.mark.slow, pytest.mark.timeout(300)]
COPIED = ("bookings", "inventory")
EVENTS, BUYERS, PLACES = 8, 36, 5
SEATS = [f"stalls-{row}{n}" for row in "AB" for n in range(1, 7)]
PARTITIONS = 12
SOON = {"BOXOFFICE_KAFKA_SESSION_FIXED": "6"}
"""After so many seconds the other copy has the partitions of a dead one."""
PATIENT = {"Prefer": "wait=30"}


@dataclass
class Copies:
    """By name, the port on which each says how it is."""

    fleet: Fleet
    ports: dict[str, int] = field(default_factory=dict)

    def start(self, name: str) -> None:
        self.ports[name] = free_port()
        more = {"BOXOFFICE_HEALTH_PORT": str(self.ports[name]), "BOXOFFICE_LOOK_EVERY": "0.2"}
        self.fleet.start(name, *COPIED, **SOON, **more)

    async def kill(self, name: str) -> None:
        del self.ports[name]
        await asyncio.to_thread(self.fleet.kill, name)

    async def all_have(self, metric: str, least: float = 1) -> bool:
        """Each copy, of each service."""
        said = [await count(port, metric) for port in self.ports.values()]
        return all(one[service] >= least for one in said for service in COPIED)


async def count(port: int, metric: str) -> Counter[str]:
    """By service."""
    found = Counter[str]()
    for family in text_string_to_metric_families((await got(port, "/metrics"))[1]):
        for one in family.samples:
            if one.name == metric and one.labels.get("outcome", "done") == "done":
                found[one.labels["service"]] += int(one.value)
    return found


@pytest.fixture
async def copies(fleet: Fleet) -> AsyncIterator[Copies]:
    fleet.only("rest", *[name for name in registry.NAMES if name not in COPIED])
    copies = Copies(fleet)
    for name in ("left", "right"):
        copies.start(name)
    yield copies
    fleet.end_workers()


@pytest.fixture
async def front(copies: Copies, front_url: str) -> AsyncIterator[Front]:
    async with visiting(front_url) as front:
        yield front


@dataclass
class Rush:
    """Everybody wants a place and a seat of every event, all at once, whatever the order."""

    front: Front
    events: list[str]
    buyers: list[Person]
    answers: list[httpx2.Response] = field(default_factory=list)

    async def wants(self, buyer: Person, event: str, **what: Any) -> None:
        said = await buyer.asks("POST", "/bookings", json={"event_id": event, **what}, headers=PATIENT)
        assert said.status_code in (201, 202, 409), said.text
        self.answers.append(said)

    async def all(self) -> None:
        async with asyncio.TaskGroup() as tasks:
            wishes = [(nth, event) for nth in range(len(self.buyers)) for event in self.events]
            for nth, event in random.sample(wishes, len(wishes)):
                seat = SEATS[nth % len(SEATS)]
                tasks.create_task(self.wants(self.buyers[nth], event, seats=[seat]))
                tasks.create_task(self.wants(self.buyers[nth], event, ticket_type="standing", quantity=1))

    async def bookings(self) -> list[dict[str, Any]]:
        """As their buyers are shown them, once each has come to its end."""
        ends, wanted = {"confirmed", "rejected"}, 2 * len(self.events)
        pages = [
            await buyer.becomes(
                "/bookings?limit=50",
                lambda page: len(page["items"]) == wanted and all(one["state"] in ends for one in page["items"]),
            )
            for buyer in self.buyers
        ]
        return [one for page in pages for one in page["items"]]


async def rush(front: Front, copies: Copies) -> Rush:
    """So many events that both copies have some."""
    organiser, events = await front.person(organiser=True), list[str]()
    while len(events) < EVENTS or not await copies.all_have("boxoffice_messages_total"):
        events.append(await front.on_sale(organiser, places=PLACES))
    return Rush(front, events, await asyncio.gather(*[front.person() for _ in range(BUYERS)]))


async def test_two_copies_sell_exactly_what_there_is_though_one_is_killed_in_the_rush(
    front: Front, copies: Copies
) -> None:
    dsn = copies.fleet.addresses.postgres
    before = await breaches(dsn)
    await eventually(lambda: copies.all_have("boxoffice_lane_partitions"))
    many = await rush(front, copies)
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(many.all())
        await eventually(lambda: len(many.answers) > BUYERS, within=60)
        assert await copies.all_have("boxoffice_lane_partitions") and len(copies.ports) == 2
        await copies.kill("left")
        left_to_do = 2 * BUYERS * len(many.events) - len(many.answers)
    assert left_to_do > BUYERS, "it was over already"
    await eventually(lambda: copies.all_have("boxoffice_lane_partitions", PARTITIONS))
    sold = [one for one in await many.bookings() if one["state"] == "confirmed"]
    for event in many.events:
        mine = [one for one in sold if one["event_id"] == event]
        assert sorted(seat for one in mine for seat in one["seats"]) == SEATS
        assert sum(one["quantity"] for one in mine if not one["seats"]) == PLACES
        await many.buyers[0].sees(f"/events/{event}/availability", sold=len(SEATS) + PLACES, held=0)
    await eventually(lambda: nothing_new(dsn, before), within=60, every=0.5)
