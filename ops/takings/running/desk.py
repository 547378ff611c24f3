"""Where people, the organiser and operators are at the door, and wait for what becomes of their bookings."""

import asyncio
import random
import secrets
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from contracts.base import Message
from ops.at import Place
from ops.client.door import Door, Refusal
from ops.commands.answered import ask
from ops.sale.patience import patiently
from ops.sale.person import AGAIN
from ops.takings.running.bank import Bank

PATIENCE, LOOKS_EVERY = 150.0, 0.5
"""Seconds after which nobody waits any more, and between two looks."""
END = ("rejected", "cancelled")


@dataclass
class Desk:
    place: Place
    bank: Bank
    organiser: Door
    events: Mapping[str, str]
    """By name, the id."""
    rng: random.Random
    played: Counter[str] = field(default_factory=Counter)
    """How often each kind of buyer was there..."""
    left: int = 0
    """...how many are through..."""
    happened: Counter[str] = field(default_factory=Counter)
    """...and how often what is rare was seen."""
    wrong: list[str] = field(default_factory=list)

    async def said(self, command: Message) -> Message:
        """The answer to an operator at the command line."""
        return await ask(self.place, command)


@dataclass
class Buyer:
    """One booking, its buyer, and what is shown of it."""

    desk: Desk
    door: Door
    event_id: str
    choice: dict[str, Any]
    booking_id: str = ""

    @property
    def path(self) -> str:
        return f"/bookings/{self.booking_id}"

    @property
    def bank(self) -> Bank:
        return self.desk.bank

    async def asks(self, **more: Any) -> None:
        """Raises Refusal if there is nothing left."""
        said = await asked(self.door, "POST", "/bookings", {"event_id": self.event_id, **self.choice, **more})
        self.booking_id = str(said.get("booking_id") or said["id"])

    async def becomes(self, right: Callable[[dict[str, Any]], object], end: Sequence[str] = END) -> dict[str, Any]:
        """What is shown once it is right; empty if the booking came to an end without, or nobody waits any more."""
        return await until(self.door, self.path, right, lambda shown: shown["state"] in end)

    async def stands(self, state: str) -> bool:
        return bool(await self.becomes(lambda shown: shown["state"] == state, (*END, "confirmed", "expired")))

    async def must_pay(self, **more: Any) -> dict[str, Any]:
        """Asks for the tickets; the payment, empty if nothing is to be paid."""
        await self.asks(**more)
        shown = await self.becomes(lambda shown: shown["state"] == "confirmed" or payable(shown))
        return dict(shown["payment"]) if shown and payable(shown) else {}

    async def pays(self, card: str = "pm_card_visa", **more: Any) -> str:
        """The payment's id, once the tickets are bought with it; empty if they are not."""
        if not (payment := await self.must_pay(**more)):
            return ""
        await self.bank.pays(payment["client_secret"], card)
        return str(payment["provider_id"]) if await self.stands("confirmed") else ""

    async def cancels(self) -> None:
        await asked(self.door, "DELETE", self.path)


def payable(shown: dict[str, Any]) -> bool:
    return bool((shown.get("payment") or {}).get("client_secret"))


async def asked(door: Door, method: str, path: str, body: Any = None) -> dict[str, Any]:
    """A change, once, however often a busy door has to be asked. Raises Refusal."""
    once = {"Idempotency-Key": secrets.token_hex(12)}
    return await signed_in(door, lambda: door.call(method, path, body, **once))


async def signed_in(door: Door, work: Callable[[], Awaitable[dict[str, Any]]]) -> dict[str, Any]:
    """On a busy day somebody waits for longer than a token is good."""
    try:
        return await patiently(work)
    except Refusal as refusal:
        if refusal.code != "token_expired":
            raise
    await patiently(door.refresh, at_latest=AGAIN)
    return await patiently(work)


async def until(
    door: Door,
    path: str,
    right: Callable[[dict[str, Any]], object],
    over: Callable[[dict[str, Any]], object] = lambda _: False,
) -> dict[str, Any]:
    """What is shown once it is right; empty once it is over, or nobody waits any more."""
    for _ in range(int(PATIENCE / LOOKS_EVERY)):
        shown = await read(door, path)
        if shown and right(shown):
            return shown
        if shown and over(shown):
            return {}
        await asyncio.sleep(LOOKS_EVERY)
    return {}


async def read(door: Door, path: str) -> dict[str, Any]:
    """Empty where nothing is shown yet."""
    try:
        return await signed_in(door, lambda: door.call("GET", path))
    except Refusal as refusal:
        if refusal.code != "not_found":
            raise
        return {}
