"""One purchase through the public door, with a timeline of what the socket saw."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

import aiohttp
import typer

from ops.client.door import Door, Refusal
from ops.client.live import listening, news
from ops.client.paying import pay

PATIENCE = 30.0
"""Seconds for the tickets to come."""
OVER = {"rejected", "cancelled", "expired"}
LAST = {"TicketsIssued", "BookingRejected", "BookingCancelled", "BookingExpired"}
UNKNOWN = "resource_missing"
"""What the provider says of a payment method that it does not know."""


class Unsold(Exception):
    """There are no tickets, though nobody refused them."""


@dataclass
class Purchase:
    """`steps` are (seconds since the request was sent, what happened)."""

    quiet: bool
    steps: list[tuple[float, str]] = field(default_factory=list)
    began: float = 0.0

    async def make(self, at: dict[str, Any], who: dict[str, str], wish: dict[str, Any], card: str) -> dict[str, Any]:
        async with aiohttp.ClientSession() as http, in_time():
            door = await Door(at["edge"], http).log_in(**who)
            async with listening(door, at["live"]) as socket:
                self.began = time.monotonic()
                answer = await door.call("POST", "/bookings", wish)
                booking_id = str(answer.get("booking_id") or answer["id"])
                self.step(f"answered: {answer.get('type', 'accepted')}")
                await socket.send_json({"type": "subscribe", "channel": f"booking:{booking_id}", "after": 0})
                await self.follow(door, socket, at, card)
            return {**await self.shown(door, booking_id), "timeline": self.steps}

    async def shown(self, door: Door, booking_id: str) -> dict[str, Any]:
        """The booking as it is shown once the views have caught up with the socket."""
        async with asyncio.timeout(PATIENCE):
            while True:
                booking = await self.seen(door, booking_id)
                if booking["state"] in OVER or (booking["state"] == "confirmed" and booking["tickets"]):
                    return booking
                await asyncio.sleep(0.05)

    async def seen(self, door: Door, booking_id: str) -> dict[str, Any]:
        """The socket may be so far ahead that the views do not know the booking yet."""
        try:
            return await door.call("GET", f"/bookings/{booking_id}")
        except Refusal as refusal:
            if refusal.status != HTTPStatus.NOT_FOUND:
                raise
            return {"state": "accepted"}

    async def follow(self, door: Door, socket: Any, at: dict[str, Any], card: str) -> None:
        async with asyncio.timeout(PATIENCE):
            async for body in news(socket):
                self.step(body["type"])
                if body["type"] == "PaymentRequired":
                    said = await pay(door.http, at["stripe"], body["client_secret"], card)
                    self.step(f"the buyer pays: {said}")
                    if said == UNKNOWN:
                        raise Unsold(f"the payment provider knows no {card}; the places are free again in some minutes")
                if body["type"] in LAST:
                    return

    def step(self, what: str) -> None:
        self.steps.append((round(time.monotonic() - self.began, 3), what))
        if not self.quiet:
            typer.echo(f"{1000 * self.steps[-1][0]:8.0f} ms  {what}")


@asynccontextmanager
async def in_time() -> AsyncIterator[None]:
    """Raises Unsold."""
    try:
        yield
    except TimeoutError:
        raise Unsold("they did not come in time") from None
