"""One person at the door: stands in the queue, and buys when the turn comes."""

import asyncio
import contextlib
import random
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp

from ops.client.door import Door
from ops.client.paying import pay
from ops.sale.patience import patiently
from ops.sale.plan import TYPE, Job, Outcome, address, drops, lapses

GOOD_FOR = 270.0
"""Seconds after which the tokens are changed before the door is asked for anything; they are good for 300."""
AGAIN = {"sign_in_slow": 5.0}
"""Seconds until they are asked for again at the latest, where an answer was late: the old ones are good for 15 more."""
CARD = "pm_card_visa"
OVER = {"TicketsIssued": "bought", "BookingCancelled": "cancelled", "PaymentRefunded": "refunded"}
PAUSE = (0.5, 3.0)
"""Seconds before a lost socket is opened again: not by all at once."""


class Person:
    def __init__(self, job: Job, number: int, http: aiohttp.ClientSession, outcome: Outcome) -> None:
        self.job, self.number, self.outcome = job, number, outcome
        self.door = Door(job.edge, http)
        self.renews_at = 0.0
        self.place, self.event = "", ""
        self.heard: dict[str, int] = {}
        """The last number of each channel."""
        self.turn_at = 0.0
        self.paid = False

    async def arrive(self) -> None:
        """Signed in, and registered before where they are not known."""
        mail, password = f"p{self.number}-{self.job.mark}@example.com", f"a sale of {self.job.mark}"
        if not self.job.known:
            await self.door.register(mail, password)
        await self.door.log_in(mail, password)
        self.has_tokens()

    async def buy(self, event: str) -> str:
        """How it ended: bought, lapsed, or the reason why not."""
        self.event = event
        await self.fresh()
        joined = await patiently(lambda: self.door.call("POST", f"/events/{event}/queue/place"))
        self.place = f"place:{joined['place_id']}"
        if drops(self.number):
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(1), self.listening() as socket:
                    await self.until_over(socket)
            self.outcome.reconnected += 1
        while True:
            async with self.listening() as socket:
                if ended := await self.until_over(socket):
                    return ended
            self.outcome.reconnected += 1
            await asyncio.sleep(random.uniform(*PAUSE))  # noqa: S311 spreads, guards nothing

    @asynccontextmanager
    async def listening(self) -> AsyncIterator[aiohttp.ClientWebSocketResponse]:
        """Goes on with each channel where it was."""
        await self.fresh()
        async with await patiently(lambda: self.door.http.ws_connect(self.job.live, max_msg_size=0)) as socket:
            await socket.send_json({"type": "hello", "token": self.door.token})
            for channel in {self.place, *self.heard}:
                await self.follow(socket, channel)
            yield socket

    async def follow(self, socket: aiohttp.ClientWebSocketResponse, channel: str) -> None:
        said = {"type": "subscribe", "channel": channel, "after": self.heard.setdefault(channel, 0)}
        await socket.send_json(said)

    async def until_over(self, socket: aiohttp.ClientWebSocketResponse) -> str:
        """Empty if the socket was closed before."""
        while True:
            said = await socket.receive()
            if said.type is not aiohttp.WSMsgType.TEXT:
                return ""
            if ended := await self.told(socket, said.json()):
                return ended

    async def fresh(self) -> bool:
        """Were the tokens changed for it?"""
        if old := time.monotonic() > self.renews_at:
            await patiently(self.door.refresh, at_latest=AGAIN)
            self.has_tokens()
        return old

    def has_tokens(self) -> None:
        self.renews_at = time.monotonic() + GOOD_FOR

    async def told(self, socket: aiohttp.ClientWebSocketResponse, said: dict[str, Any]) -> str:
        if said["type"] != "news" or said["to"] <= self.heard.get(said["channel"], 0):
            return ""
        ended = await self.acts(socket, said["body"])
        self.heard[said["channel"]] = said["to"]
        return ended

    async def acts(self, socket: aiohttp.ClientWebSocketResponse, body: dict[str, Any]) -> str:
        """Broken off in the middle, it is done again with the next socket: the news does not count as heard.

        Who has paid waits for the tickets, or for the money, even if the hold has lapsed meanwhile.
        """
        match body["type"]:
            case "TurnGranted":
                return await self.book(socket)
            case "PaymentRequired":
                await pay(self.door.http, self.job.stripe, body["client_secret"], CARD)
                self.paid = True
            case "TicketsIssued":
                self.outcome.turn_to_tickets.append(time.monotonic() - self.turn_at)
            case "TurnExpired" | "QueueClosed" if not self.paid:
                return "no turn"
            case "BookingExpired" if not self.paid:
                return "expired"
        return OVER.get(body["type"], "")

    async def book(self, socket: aiohttp.ClientWebSocketResponse) -> str:
        self.turn_at = time.monotonic()
        if await self.fresh():
            await socket.send_json({"type": "hello", "token": self.door.token})
        wish = {"event_id": self.event, "ticket_type": TYPE, "quantity": 1}
        once = {"Idempotency-Key": self.place}
        answer = await patiently(lambda: self.door.call("POST", "/bookings", wish, **once))
        if lapses(self.number):
            return "lapsed"
        await self.follow(socket, f"booking:{answer.get('booking_id') or answer['id']}")
        return ""


def session(number: int) -> aiohttp.ClientSession:
    """From the person's own address."""
    return aiohttp.ClientSession(connector=aiohttp.TCPConnector(local_addr=(address(number), 0), limit=0))
