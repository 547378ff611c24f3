"""One transaction for each booking: what a single well-written program does, and near what PostgreSQL can do so."""

import json
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import asyncpg

from bench.peers.booking import POOL, Booking, Where
from bench.peers.front import Book
from bench.peers.payments import Declined, Payments

BOOKING = """insert into booking (id, user_id, event_id, seat_no, ticket_type_id, amount, status)
    values ($1, $2, $3, $4, $5, $6, $7)"""
SEAT = "update seat set status = 2, booking_id = $3 where event_id = $1 and seat_no = $2 and status = 0"
TYPE = "update ticket_type set sold = sold + 1 where id = $1 and held + sold < capacity"
PAYMENT = "insert into payment (id, booking_id, amount, status, provider_id) values ($1, $2, $3, 'SUCCEEDED', $4)"
CONFIRM = "update booking set status = 'CONFIRMED', confirmed_at = clock_timestamp() where id = $1"
TICKET = "insert into ticket (id, booking_id, event_id, seat_no, ticket_type_id) values ($1, $2, $3, $4, $5)"
OUTBOX = "insert into outbox (topic, key, payload) values ('booking.confirmed', $1, $2)"


class NothingLeft(Exception):
    """Rolls the transaction back: the booking is kept as rejected."""


class Monolith:
    def __init__(self, pool: Any, payments: Payments) -> None:
        self.pool, self.payments = pool, payments

    async def book(self, booking: Booking) -> bool:
        async with self.pool.acquire() as connection:
            try:
                async with connection.transaction():
                    await self._issue(connection, booking)
                return True
            except (NothingLeft, Declined):
                await connection.execute(BOOKING, *fields(booking), "REJECTED")
                return False

    async def _issue(self, connection: Any, booking: Booking) -> None:
        await connection.execute(BOOKING, *fields(booking), "PENDING")
        if booking.seat_no is not None:
            taken = await connection.execute(SEAT, booking.event_id, booking.seat_no, booking.id)
        else:
            taken = await connection.execute(TYPE, booking.ticket_type_id)
        if taken != "UPDATE 1":
            raise NothingLeft
        if booking.amount:
            provider_id = await self.payments.charge(booking)
            await connection.execute(PAYMENT, uuid.uuid4(), booking.id, booking.amount, provider_id)
        await connection.execute(CONFIRM, booking.id)
        await connection.execute(TICKET, uuid.uuid4(), booking.id, *place(booking))
        await connection.execute(OUTBOX, booking.id, json.dumps(booking.model_dump(mode="json")))


def fields(booking: Booking) -> tuple[Any, ...]:
    return (booking.id, booking.user_id, *place(booking), booking.amount)


def place(booking: Booking) -> tuple[Any, ...]:
    return booking.event_id, booking.seat_no, booking.ticket_type_id


@asynccontextmanager
async def running() -> AsyncIterator[Book]:
    where = Where()
    payments = Payments(where)
    async with asyncpg.create_pool(where.postgres, min_size=POOL, max_size=POOL) as pool:
        yield Monolith(pool, payments).book
    await payments.close()
