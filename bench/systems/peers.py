"""DBOS and the monolith: two processes each behind HTTP, on the same PostgreSQL server as the mesh."""

import os
import random
import uuid
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

import asyncpg

from bench.load.job import Job, Outcome, Want
from bench.machine import Roots
from bench.peers import venv
from bench.plan import Load
from bench.systems.child import child, free_port, serves
from bench.systems.sql import checkpointed, checks, on_database, vacuumed

SQL = Path(venv.__file__).parent
SEATS = 40_000
EVENTS = 2
PROCESSES = 2


class Peer:
    """`postmaster` is PostgreSQL's first process; `stripe` the base address and the process of a fake of its own."""

    def __init__(self, name: str, dsn: str, ports: list[int], roots: Roots) -> None:
        self.name, self.dsn, self.ports, self.served = name, dsn, ports, roots
        self.number = 0

    def roots(self) -> Roots:
        return self.served

    async def prepared(self, load: Load) -> Job:
        """The tables are laid anew for each load, with their past."""
        connection = await asyncpg.connect(self.dsn)
        await connection.execute((SQL / "past.sql").read_text())
        await vacuumed(connection)
        await checkpointed(connection)
        await connection.close()
        self.number += 1
        wants = wanted(load, self.name, random.Random(f"{self.name} {load.name} {self.number} {os.getpid()}"))  # noqa: S311
        return Job("peer", self.ports, wants, load.in_flight)

    async def settled(self) -> None:
        """Nothing goes on behind a peer's answer."""

    async def wrong(self, load: Load, outcome: Outcome) -> list[str]:
        connection = await asyncpg.connect(self.dsn)
        try:
            return await checks(connection, expected(load, outcome))
        finally:
            await connection.close()


def wanted(load: Load, name: str, chance: random.Random) -> list[Want]:
    """Distinct seats, in no order. Ids are never used again, so that nothing is answered from memory."""
    count = load.bookings[name]
    places = chance.sample(range(SEATS * EVENTS), count) if not load.hot else [0] * count
    return [Want(body(load, place, chance)) for place in places]


def body(load: Load, place: int, chance: random.Random) -> dict[str, object]:
    what: dict[str, object] = {"id": str(uuid.UUID(int=chance.getrandbits(128), version=4)), "amount": load.price}
    what |= {"user_id": chance.randrange(1, 1_000_000), "event_id": 1 + place // SEATS}
    return what | ({"ticket_type_id": 1} if load.hot else {"seat_no": 1 + place % SEATS})


def expected(load: Load, outcome: Outcome) -> dict[str, int]:
    """By question, the answer."""
    sold, seats = outcome.sold, 0 if load.hot else outcome.sold
    return {
        "select count(*) from booking where event_id > 0 and status = 'CONFIRMED'": sold,
        "select count(*) from ticket where event_id > 0": sold,
        "select count(*) from payment where status = 'SUCCEEDED'": sold if load.price else 0,
        "select count(*) from seat where status = 1": 0,
        "select sold from ticket_type where id = 1": sold - seats,
        "select held from ticket_type where id = 1": 0,
        """select count(*) from seat s join booking b on b.id = s.booking_id and b.seat_no = s.seat_no
            join ticket t on t.booking_id = b.id and t.seat_no = s.seat_no
            where s.status = 2 and s.event_id = b.event_id and b.status = 'CONFIRMED'""": seats,
    }


@asynccontextmanager
async def peer(name: str, admin: str, postmaster: int, stripe: str, stripe_pid: int, logs: Path) -> AsyncIterator[Peer]:
    """Runs on the server of `admin`, in databases of its own that are made anew."""
    dsn, durable = on_database(admin, f"peers_{name}"), on_database(admin, f"peers_{name}_durable")
    connection = await asyncpg.connect(admin)
    for database in (f"peers_{name}", f"peers_{name}_durable"):
        await connection.execute(f'drop database if exists "{database}" with (force)')
        await connection.execute(f'create database "{database}"')
    await connection.close()
    fresh = await asyncpg.connect(dsn)
    await fresh.execute((SQL / "tables.sql").read_text())
    await fresh.close()
    env = {**os.environ, "PEERS_POSTGRES": dsn, "PEERS_DBOS": durable, "PEERS_STRIPE": stripe}
    env |= {"PEERS_STRIPE_KEY": "sk_test_boxoffice"}
    async with AsyncExitStack() as stack:
        ports, pids = [free_port() for _ in range(PROCESSES)], []
        for port in ports:
            command = [str(venv.PYTHON), "-m", "bench.peers", name, "--port", str(port)]
            process = await stack.enter_async_context(child(command, env, logs / f"{name}.log"))
            await serves(process, port, logs / f"{name}.log")
            pids.append(process.pid)
        yield Peer(name, dsn, ports, {"application": pids, "postgres": [postmaster], "stripe fake": [stripe_pid]})
