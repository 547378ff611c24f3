"""The booking as a durable workflow of DBOS Transact: a checkpoint after each step, in a database of its own.

A step is one idempotent statement or transaction: DBOS may run it again after a crash.
"""

import uuid
from typing import Any

from dbos import DBOS

from bench.peers.booking import Booking
from bench.peers.monolith import BOOKING, TICKET, fields, place
from bench.peers.payments import Declined, Payments

HOLD = "update booking set status = 'HELD' where id = $1 and status = 'PENDING'"
HOLD_SEAT = "update seat set status = 1, booking_id = $3 where event_id = $1 and seat_no = $2 and status = 0"
HOLD_TYPE = "update ticket_type set held = held + 1 where id = $1 and held + sold < capacity"
REJECT = "update booking set status = 'REJECTED' where id = $1"
PAYMENT = """insert into payment (id, booking_id, amount, status, provider_id) values ($1, $2, $3, 'SUCCEEDED', $4)
    on conflict (booking_id) do nothing"""
CONFIRM = """update booking set status = 'CONFIRMED', confirmed_at = clock_timestamp()
    where id = $1 and status = 'HELD'"""
SELL_SEAT = "update seat set status = 2 where event_id = $1 and seat_no = $2 and booking_id = $3"
SELL_TYPE = "update ticket_type set held = held - 1, sold = sold + 1 where id = $1"
RELEASE = "update booking set status = 'REJECTED' where id = $1 and status = 'HELD'"
FREE_SEAT = "update seat set status = 0, booking_id = null where event_id = $1 and seat_no = $2 and booking_id = $3"
FREE_TYPE = "update ticket_type set held = held - 1 where id = $1"


class Servers:
    """What the steps need, set when the process starts."""

    pool: Any
    payments: Payments


@DBOS.step()
async def create_booking(booking: Booking) -> None:
    await Servers.pool.execute(f"{BOOKING} on conflict do nothing", *fields(booking), "PENDING")


@DBOS.step()
async def hold_seats(booking: Booking) -> bool:
    async with Servers.pool.acquire() as connection, connection.transaction():
        if await connection.execute(HOLD, booking.id) != "UPDATE 1":
            return True  # an earlier run of this step was committed
        if await on_place(connection, booking, HOLD_SEAT, HOLD_TYPE) == "UPDATE 1":
            return True
        await connection.execute(REJECT, booking.id)
        return False


@DBOS.step()
async def charge_payment(booking: Booking) -> bool:
    try:
        provider_id = await Servers.payments.charge(booking)
    except Declined:
        return False
    await Servers.pool.execute(PAYMENT, uuid.uuid4(), booking.id, booking.amount, provider_id)
    return True


@DBOS.step()
async def confirm_booking(booking: Booking) -> None:
    await move(booking, CONFIRM, SELL_SEAT, SELL_TYPE)


@DBOS.step()
async def release_seats(booking: Booking) -> None:
    await move(booking, RELEASE, FREE_SEAT, FREE_TYPE)


@DBOS.step()
async def issue_tickets(booking: Booking) -> None:
    statement = f"{TICKET} on conflict (booking_id) do nothing"
    await Servers.pool.execute(statement, uuid.uuid4(), booking.id, *place(booking))


async def move(booking: Booking, first: str, seat: str, kind: str) -> None:
    """Once: `first` finds nothing the second time."""
    async with Servers.pool.acquire() as connection, connection.transaction():
        if await connection.execute(first, booking.id) == "UPDATE 1":
            await on_place(connection, booking, seat, kind)


async def on_place(connection: Any, booking: Booking, seat: str, kind: str) -> str:
    if booking.seat_no is not None:
        return str(await connection.execute(seat, booking.event_id, booking.seat_no, booking.id))
    return str(await connection.execute(kind, booking.ticket_type_id))
