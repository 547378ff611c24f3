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
from bench.systems.sql import counted, on_database, swept, unlike
from bench.systems.workers import Work

SQL = Path(venv.__file__).parent
SEATS, EVENTS = 40_000, 2
PROCESSES = 2
COUNTS = {
    "bookings confirmed": "select count(*) from booking where event_id > 0 and status = 'CONFIRMED'",
    "tickets": "select count(*) from ticket where event_id > 0",
    "payments": "select count(*) from payment where status = 'SUCCEEDED'",
    "seats that agree": """select count(*) from seat s join booking b on b.id = s.booking_id and b.seat_no = s.seat_no
        join ticket t on t.booking_id = b.id and t.seat_no = s.seat_no
        where s.status = 2 and s.event_id = b.event_id and b.status = 'CONFIRMED'""",
    "places sold": "select sold from ticket_type where id = 1",
    "held": "select (select count(*) from seat where status = 1) + (select held from ticket_type where id = 1)",
}


class Peer:
    """`left` are the seats that are still to be sold; when they do not suffice the tables are laid anew."""

    def __init__(self, name: str, dsn: str, ports: list[int], roots: Roots) -> None:
        self.name, self.dsn, self.ports, self.served = name, dsn, ports, roots
        self.left: list[int] = []
        self.before: dict[str, int] = {}

    def roots(self) -> Roots:
        return self.served

    def work(self) -> dict[str, Work]:
        return {}

    async def prepared(self, load: Load) -> Job:
        connection = await asyncpg.connect(self.dsn)
        try:
            if not load.hot and len(self.left) < load.bookings[self.name]:
                await connection.execute((SQL / "past.sql").read_text())
                self.left = random.sample(range(SEATS * EVENTS), SEATS * EVENTS)
            await swept(connection)
            self.before = await counted(connection, COUNTS)
        finally:
            await connection.close()
        wants = [Want(body(load, self.left)) for _ in range(load.bookings[self.name])]
        return Job("peer", self.ports, wants, load.in_flight, begins=load.seconds)

    async def settled(self) -> None:
        """Nothing goes on behind a peer's answer."""

    async def wrong(self, load: Load, outcome: Outcome) -> list[str]:
        connection = await asyncpg.connect(self.dsn)
        try:
            after = await counted(connection, COUNTS)
        finally:
            await connection.close()
        return unlike(self.before, after, grown(load, outcome.sold))


def body(load: Load, left: list[int]) -> dict[str, object]:
    """An id is never used again, so that nothing is answered from memory."""
    place = 0 if load.hot else left.pop()
    what: dict[str, object] = {"id": str(uuid.uuid4()), "amount": load.price, "event_id": 1 + place // SEATS}
    what["user_id"] = random.randrange(1, 1_000_000)  # noqa: S311 nobody's
    return what | ({"ticket_type_id": 1} if load.hot else {"seat_no": 1 + place % SEATS})


def grown(load: Load, sold: int) -> dict[str, int]:
    """By how much each count must have grown."""
    seats = 0 if load.hot else sold
    found = {"bookings confirmed": sold, "tickets": sold, "payments": sold if load.price else 0}
    return found | {"seats that agree": seats, "places sold": sold - seats, "held": 0}


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
    for script in ("tables.sql", "past.sql"):
        await fresh.execute((SQL / script).read_text())
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
