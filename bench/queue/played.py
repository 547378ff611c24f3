"""A queue is filled, those at the door ask where they stand, and Redis is flushed under them."""

import asyncio
import json
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from bench.crowd.played import memory as resident
from bench.load.http import Client, request
from bench.measuring import quantile
from bench.queue.joins import join, producing
from bench.systems.api import together
from bench.systems.mesh import Mesh, mesh, port
from edge.plain_redis import Redis

AT_ONCE = 32
WITHIN = 900.0
"""Seconds for all to have joined."""
MB = 1_000_000
WAITING = "select waiting from waiting_room.queue where event_id = $1"
SHOWN = "select count(*) from views.receipt_view where event_id = $1"
TABLES = """select sum(pg_total_relation_size(oid))::bigint from pg_class where oid in ('waiting_room.queue'::regclass,
    'waiting_room.place'::regclass, 'waiting_room.waiter'::regclass)"""


@dataclass
class Played:
    """Seconds, if nothing else is said."""

    people: int = 0
    joined: float = 0.0
    shown: float = 0.0
    memory: dict[str, tuple[int, int]] = field(default_factory=dict)
    """By process, before anybody joined and with all in the queue, in MB."""
    tables: int = 0
    """Bytes of the waiting room's tables with their indexes."""
    at_once: int = AT_ONCE
    seconds: float = 0.0
    reads: int = 0
    p50: float = 0.0
    p95: float = 0.0
    """Of one position, in milliseconds, as the one before."""
    recovery: float = 0.0
    wrong: int = 0


@dataclass
class Play:
    people: int
    readers: int
    seconds: float
    tell: Callable[[str], None]
    outcome: Played = field(default_factory=Played)

    async def run(self) -> Played:
        with tempfile.TemporaryDirectory(prefix="boxoffice-queue-") as name:
            async with mesh(Path(name) / "mesh", Path(name), self.readers) as ours:
                event = await opened(ours)
                before = memory(ours)
                began = await self.filled(ours, event)
                self.outcome.memory = {name: (before[name], now) for name, now in memory(ours).items()}
                self.outcome.tables = await ours.books.admin.fetchval(TABLES)
                await ours.people.renewed()
                await self.asked(ours, event)
                await self.flushed(ours, event)
                self.tell(f"{self.outcome}")
                self.tell("the views show the last of the receipts")
                await reached(ours, SHOWN, event, self.people + self.readers)
                self.outcome.shown = time.perf_counter() - began
        return self.outcome

    async def filled(self, ours: Mesh, event: str) -> float:
        """The readers come first. When the others began."""
        await at_the_door(ours, event, ours.people.buyers)
        await reached(ours, SHOWN, event, self.readers)
        self.tell(f"{self.people:,} join")
        began, self.outcome.people = time.perf_counter(), self.people
        async with producing(ours.found["kafka"], ours.found["partitions"]) as producer:
            said = asyncio.create_task(join(producer, event, self.people))
            await reached(ours, WAITING, event, self.people + self.readers)
            self.outcome.joined = time.perf_counter() - began
            await said
        return began

    async def asked(self, ours: Mesh, event: str) -> None:
        self.tell(f"{self.readers} ask where they stand, {AT_ONCE} at once")
        client, times = Client("127.0.0.1", [port(ours.found["edge"])]), list[float]()
        await client.open(AT_ONCE)
        began = time.perf_counter()
        await together(self.asks(client, event, ours.people.buyers, n, began, times) for n in range(AT_ONCE))
        self.outcome.seconds, self.outcome.reads = time.perf_counter() - began, len(times)
        times.sort()
        self.outcome.p50, self.outcome.p95 = quantile(times, 0.5), quantile(times, 0.95)
        client.close()

    async def asks(
        self, client: Client, event: str, tokens: list[str], nth: int, began: float, times: list[float]
    ) -> None:
        while (asked := time.perf_counter()) < began + self.seconds:
            nth += AT_ONCE
            await position(client, event, tokens[nth % len(tokens)])
            times.append(time.perf_counter() - asked)

    async def flushed(self, ours: Mesh, event: str) -> None:
        """Who asks while it is away is told all the same; a place that is not as it was is counted."""
        self.tell("Redis is flushed")
        client = Client("127.0.0.1", [port(ours.found["edge"])])
        await client.open(len(ours.people.buyers))
        before = await together(position(client, event, token) for token in ours.people.buyers)
        async with Redis.from_url(ours.found["redis"]) as redis:
            await redis.flushall()
        began = time.perf_counter()
        after = await together(position(client, event, token) for token in ours.people.buyers)
        self.outcome.recovery = time.perf_counter() - began
        self.outcome.wrong = sum(
            was["state"] != "waiting" or (was["rank"], was["ahead"]) != (now["rank"], now["ahead"])
            for was, now in zip(before, after, strict=True)
        )
        client.close()


async def opened(ours: Mesh) -> str:
    """An event of one place, which nobody gets: its sale has begun, and a turn comes once a minute."""
    now = datetime.now(UTC)
    times = {"sale_opens": -1, "sale_closes": 24 * 29, "starts_at": 24 * 30, "ends_at": 24 * 30 + 3}
    said: dict[str, Any] = {name: (now + timedelta(hours=hours)).isoformat() for name, hours in times.items()}
    said |= {"name": "Awaited", "currency": "EUR", "ticket_types": [{"name": "floor", "price": 0, "capacity": 1}]}
    said["queue"] = {"opens": (now - timedelta(hours=2)).isoformat(), "per_minute": 1, "at_most": 1_000_000}
    made = await ours.api.post("/events", said, ours.people.organiser)
    await ours.api.post(f"/events/{made['event_id']}/publication", {}, ours.people.organiser)
    return str(made["event_id"])


async def at_the_door(ours: Mesh, event: str, tokens: list[str]) -> None:
    await together(ours.api.post(f"/events/{event}/queue/place", {}, token) for token in tokens)


async def reached(ours: Mesh, query: str, event: str, many: int) -> None:
    """Whoever has the one turn does not wait any more. Raises TimeoutError."""
    async with asyncio.timeout(WITHIN):
        while (await ours.books.admin.fetchval(query, event) or 0) < many - 1:  # noqa: ASYNC110 no event is raised here
            await asyncio.sleep(0.1)


async def position(client: Client, event: str, token: str) -> dict[str, Any]:
    """Raises RuntimeError where it is not told."""
    head = f"authorization: Bearer {token}\r\n"
    answer = await client.ask(request("GET", f"/events/{event}/queue/place", headers=head))
    if answer.status != 200:  # noqa: PLR2004
        raise RuntimeError(f"no position: {answer.status} {answer.body.decode(errors='replace')[:200]}")
    found: dict[str, Any] = json.loads(answer.body)
    return found


def memory(ours: Mesh) -> dict[str, int]:
    return {name: resident(pid) // MB for name, pid in ours.found["pids"].items()}
