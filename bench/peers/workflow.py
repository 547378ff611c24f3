"""DBOS Transact, as it would be deployed: the workflow, its start and its end."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import asyncpg
from dbos import DBOS, DBOSConfig, SetWorkflowID

from bench.peers.booking import POOL, Booking, Where
from bench.peers.durable import (
    Servers,
    charge_payment,
    confirm_booking,
    create_booking,
    hold_seats,
    issue_tickets,
    release_seats,
)
from bench.peers.front import Book
from bench.peers.payments import Payments

THREADS = 4
"""Of DBOS's own work on its database; without a bound, its default, a burst goes a quarter slower."""


@DBOS.workflow()
async def sell(booking: Booking) -> bool:
    await create_booking(booking)
    if not await hold_seats(booking):
        return False
    if booking.amount and not await charge_payment(booking):
        await release_seats(booking)
        return False
    await confirm_booking(booking)
    await issue_tickets(booking)
    return True


async def book(booking: Booking) -> bool:
    with SetWorkflowID(str(booking.id)):
        return bool(await sell(booking))


@asynccontextmanager
async def running() -> AsyncIterator[Book]:
    where = Where()
    Servers.payments = Payments(where)
    config = DBOSConfig(
        name="peers", system_database_url=where.dbos, log_level="ERROR", max_executor_threads=THREADS,
        executor_id=f"process-{os.getpid()}", application_version="1",
    )  # fmt: skip
    async with asyncpg.create_pool(where.postgres, min_size=POOL, max_size=POOL) as Servers.pool:
        DBOS(config=config)
        DBOS.launch()
        yield book
        DBOS.destroy()
    await Servers.payments.close()
