"""The servers of a whole box office are killed while many buy: who was answered has the tickets, and the sale goes on.

Three brokers and a replica, of which the other tests have none.
"""

import asyncio
import os
import signal
import subprocess
import sys
import time
import uuid
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from tests.edge.conftest import UNHURRIED
from tests.edge.front import Person, visiting
from tests.edge.till import Till, at_memory
from tests.eventually import eventually
from tests.opened import opened, own_port

pytestmark = [pytest.mark.real, pytest.mark.timed, pytest.mark.slow, pytest.mark.timeout(240)]
PEOPLE, EACH, PRICE = 5, 4, 900
BACK_WITHIN = 60.0
KILLED = (("kafka1", "kafka2", "kafka3"), ("postgres",), ("nats",), ("valkey",))


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Any]]:
    data = tmp_path_factory.mktemp("killed") / ".boxoffice"
    command = [sys.executable, "-m", "ops.cli", "up", "--json", "--data", str(data), "--port", str(own_port())]
    with opened([*command, "--brokers", "3", "--replica"], 90, env={**os.environ, **UNHURRIED}) as found:
        yield found


@dataclass
class Sale:
    """`bought` is who has which booking."""

    data: Path
    organiser: Person
    event: str
    buyers: list[Person]
    till: Till
    bought: list[tuple[Person, str]] = field(default_factory=list)
    served: int = 0
    """Of them, those who have their tickets."""

    async def buys(self, buyer: Person) -> None:
        """Asks with the same key until the door answers, pays, and has one ticket."""
        key, wish = uuid.uuid4().hex, {"event_id": self.event, "ticket_type": "standing", "quantity": 1}

        async def answered() -> str:
            said = await buyer.asks("POST", "/bookings", json=wish, headers={"Idempotency-Key": key})
            assert said.is_success, said.text
            return str(said.json().get("booking_id") or said.json()["id"])

        booking = await eventually(answered, within=BACK_WITHIN, every=0.2)
        self.bought.append((buyer, booking))
        await eventually(lambda: self.till.pays(buyer, booking), within=BACK_WITHIN)
        await eventually(lambda: has_ticket(buyer, booking), within=BACK_WITHIN, every=0.2)
        self.served += 1

    async def goes_on(self, killed: Sequence[str] = ()) -> None:
        """All buy some at once; when some are answered, and others are not, these servers are killed."""
        seen = len(self.bought)
        began = time.monotonic()
        async with asyncio.TaskGroup() as tasks:
            for buyer in self.buyers * EACH:
                tasks.create_task(self.buys(buyer))
            await eventually(lambda: len(self.bought) > seen + 2, within=BACK_WITHIN)
            assert self.served < len(self.bought), "nobody is in the middle of it"
            for server in killed:
                os.kill(int((self.data / "stack/pids" / server).read_text()), signal.SIGKILL)
        print(killed, time.monotonic() - began)

    async def agrees(self) -> None:
        """Every booking is another one, and was sold once."""
        assert len({booking for _, booking in self.bought}) == len(self.bought)
        sold = {"sold": len(self.bought), "held": 0}
        await self.organiser.sees(f"/events/{self.event}/availability", **sold)
        for command in (("check", "--patience", "30"), ("money", "diff")):
            ran = await asyncio.to_thread(boxoffice, *command, "--at", str(self.data))
            assert ran.returncode == 0, f"{ran.stdout}\n{ran.stderr}"


async def has_ticket(buyer: Person, booking: str) -> bool:
    shown = (await buyer.asks("GET", f"/bookings/{booking}")).json()
    return shown["state"] == "confirmed" and len(shown["tickets"]) == 1


def boxoffice(*words: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "ops.cli", *words], capture_output=True, text=True, timeout=120, check=False
    )


@asynccontextmanager
async def selling(found: dict[str, Any]) -> AsyncIterator[Sale]:
    async with visiting(found["edge"]) as front, at_memory(found["stripe"]) as till:
        organiser = await front.person(organiser=True)
        buyers = [await front.person() for _ in range(PEOPLE)]
        event = await front.on_sale(organiser, price=PRICE, places=1_000)
        yield Sale(Path(found["data"]), organiser, event, buyers, till)


async def test_each_server_in_turn_is_killed_and_every_purchase_has_its_ticket_once(whole: dict[str, Any]) -> None:
    async with selling(whole) as sale:
        for servers in KILLED:
            await sale.goes_on(servers)
        await sale.goes_on()
        await sale.agrees()
