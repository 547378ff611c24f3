"""One booking after the other, and how soon each was seen; others may be sold beside them."""

import asyncio
import itertools
import time
from collections.abc import Awaitable
from dataclasses import dataclass, field

from bench.freshness.asking import by_itself, in_the_list
from bench.freshness.pages import Pages
from bench.load.http import Answer, Growing, request
from bench.load.mesh import CONFIRMED, WAIT, of
from bench.systems.api import together
from bench.systems.events import Seats
from bench.systems.people import People

PATIENCE = 10.0
"""Seconds after which what is not seen is missing."""


@dataclass
class Seen:
    """Seconds since the answer to `POST /bookings`; those of `whole` since it was asked."""

    pages: list[float] = field(default_factory=list)
    whole: list[float] = field(default_factory=list)
    one: list[float] = field(default_factory=list)
    listed: list[float] = field(default_factory=list)
    missing: int = 0
    """Bookings that were not confirmed, or not seen in time."""
    beside: float = 0.0
    """Bookings that others were granted meanwhile, a second."""


@dataclass
class Sale:
    """Free seats of one event, at one door."""

    client: Growing
    pages: Pages
    seats: Seats
    people: People

    async def post(self, number: int, seat: str, head: str = "") -> Answer:
        body = f'{{"event_id": "{self.seats.event_id}", "seats": ["{seat}"]}}'.encode()
        token = self.token(number)
        return await self.client.ask(request("POST", "/bookings", body, f"{head}authorization: Bearer {token}\r\n"))

    def token(self, number: int) -> str:
        tokens = self.people.buyers
        return tokens[number % len(tokens)]

    async def seen(self, bookings: int, pause: float) -> Seen:
        """Each is seen by all before the next one is asked for."""
        found = Seen()
        for number in range(bookings):
            await self.people.renewed()
            try:
                async with asyncio.timeout(PATIENCE):
                    await self._one(number, found)
            except TimeoutError:
                found.missing += 1
            await asyncio.sleep(pause)
        return found

    async def _one(self, number: int, found: Seen) -> None:
        seat, token, began = self.seats.left.pop(), self.token(number), time.perf_counter()
        answer = await self.post(number, seat, WAIT)
        answered, booking = time.perf_counter(), of(answer)
        if answer.status != CONFIRMED or booking is None:
            found.missing += 1
            return
        looks: list[Awaitable[float]] = [look(self.client, booking, token) for look in (by_itself, in_the_list)]
        shown, (one, listed) = await asyncio.gather(self.pages.sold(seat), together(looks))
        found.pages += [max(0.0, at - answered) for at in shown]
        found.whole += [at - began for at in shown]
        found.one.append(one - answered)
        found.listed.append(listed - answered)

    async def beside(self, per_s: float, statuses: list[int]) -> None:
        """Others ask, so many a second, and wait for nothing."""

        async def ask(number: int) -> None:
            statuses.append((await self.post(number, self.seats.left.pop())).status)

        began = time.perf_counter()
        async with asyncio.TaskGroup() as asking:
            for number in itertools.count(1):
                asking.create_task(ask(number))
                await asyncio.sleep(max(0.0, began + number / per_s - time.perf_counter()))
