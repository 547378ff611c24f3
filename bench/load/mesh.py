"""Booking at the mesh: POST with a wait, then the buyer's news until they tell of the booking's tickets.

An answer of 202 stops no clock: only the tickets, seen over the socket, do.
"""

import asyncio
import json
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from bench.load.http import Answer, Client, request
from bench.load.job import Booked, Job, Want
from bench.load.pace import Book
from bench.load.payer import Payer
from bench.load.watcher import Watcher, watchers

WAIT = "prefer: wait=30\r\n"
CONFIRMED, ACCEPTED, REFUSED = 201, 202, 409


@asynccontextmanager
async def mesh(job: Job) -> AsyncIterator[Book]:
    client, payer = Client(job.host, job.ports), Payer(job)
    await client.open(job.in_flight or len(job.wants))
    sights = await watchers(job)
    heads = [f"authorization: Bearer {token}\r\n{WAIT}" for token in job.buyers]
    pay = payer.pay if job.stripe else None

    async def book(want: Want) -> Booked:
        head = heads[want.buyer]
        answer = await client.ask(request("POST", "/bookings", json.dumps(want.body).encode(), head))
        answered = time.perf_counter()
        if (booking := of(answer)) is None:
            return Booked(False, answer.status, answered)
        await seen(sights[want.buyer], booking, pay)
        return Booked(True, answer.status, answered)

    yield book
    client.close()
    await payer.close()
    for sight in sights:
        sight.close()


def of(answer: Answer) -> str | None:
    """The booking's id; None if there is nothing left to sell. Raises RuntimeError for any other answer."""
    if answer.status == REFUSED:
        return None
    if answer.status not in (CONFIRMED, ACCEPTED):
        raise RuntimeError(f"POST answered {answer.status} {json.loads(answer.body).get('code')}")
    said = json.loads(answer.body)
    return str(said.get("booking_id") or said["id"])


async def seen(watcher: Watcher, booking: str, pay: Callable[[str], Awaitable[None]] | None) -> None:
    """Returns when the tickets are there. Raises RuntimeError if the booking comes to another end."""
    news = watcher.watch(booking)
    try:
        async with asyncio.timeout(60):
            while (kind := (said := await news.get())["type"]) != "TicketsIssued":
                if kind == "PaymentRequired" and pay:
                    await pay(said["client_secret"])
                if kind in ("BookingRejected", "BookingExpired", "BookingCancelled", "error", "resync"):
                    raise RuntimeError(f"{kind} {said.get('code') or said.get('reason', '')}")
    except TimeoutError:
        raise RuntimeError("no tickets within 60 s") from None
    finally:
        watcher.leave(booking)
