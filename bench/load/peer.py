"""Booking at a peer: its HTTP answer says that the tickets were issued."""

import json
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bench.load.http import Client, request
from bench.load.job import Booked, Job, Want
from bench.load.pace import Book

ISSUED, REFUSED = 201, 409


@asynccontextmanager
async def peer(job: Job) -> AsyncIterator[Book]:
    client = Client(job.host, job.ports)
    await client.open(job.in_flight or len(job.wants))

    async def book(want: Want) -> Booked:
        answer = await client.ask(request("POST", "/bookings", json.dumps(want.body).encode()))
        if answer.status not in (ISSUED, REFUSED):
            raise RuntimeError(f"{answer.status} {answer.body.decode(errors='replace')[:150]}")
        return Booked(answer.status == ISSUED, answer.status, time.perf_counter())

    yield book
    client.close()
