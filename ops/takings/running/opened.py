"""What is on sale on that day, and who is behind the counter."""

import asyncio
import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import aiohttp

from contracts.identity import GrantRole
from ops.at import Place
from ops.client.door import Door
from ops.commands.account import account_at
from ops.commands.answered import ask
from ops.sale.patience import patiently
from ops.takings.running.bank import now
from ops.takings.running.desk import asked, until

HOLD = 60
"""Seconds: none is shorter."""
EVENTS: dict[str, tuple[int, dict[str, Any]]] = {
    "opera": (4_500, {"tax_rate": 700, "fee": 150}),
    "derby": (2_900, {"tax_rate": 1_900, "tax_included": False, "fee_rate": 500, "fee_included": True}),
    "fair": (1_250, {}),
}
"""By name: the price of a ticket, and its terms."""
CODES = {"TENOFF": 1_000, "GUESTS": 10_000}
GRANTED_WITHIN = 30.0
"""Seconds."""
RENEWED_EVERY = 200.0
"""Seconds: a token is good for 300."""


@dataclass
class Counter:
    """Two operators and the organiser, each signed in."""

    people: tuple["Person", "Person", "Person"]

    @property
    def organiser(self) -> Door:
        return self.people[0].door

    @property
    def operators(self) -> tuple[Door, Door]:
        _, first, second = self.people
        return first.door, second.door

    async def renewed(self) -> None:
        """Until cancelled. By the password: what moves money asks for a sign-in of the last ten minutes."""
        while True:
            await asyncio.sleep(RENEWED_EVERY)
            for one in self.people:
                await patiently(one.signs_in, pause=5)


async def staffed(edge: str, at: str, place: Place, http: aiohttp.ClientSession) -> Counter:
    organiser, first, second = [await person(Door(edge, http), organiser=number == 0) for number in range(3)]
    for one in (first, second):
        await ask(place, GrantRole(account=await asyncio.to_thread(account_at, one.mail, at), role="operator"))
    for one in (first, second):
        await until_operator(one)
    return Counter((organiser, first, second))


@dataclass
class Person:
    door: Door
    mail: str
    password: str

    async def signs_in(self) -> Door:
        return await self.door.log_in(self.mail, self.password)


async def person(door: Door, organiser: bool = False) -> Person:
    """Registered and signed in."""
    one = Person(door, f"{secrets.token_hex(8)}@example.com", secrets.token_urlsafe(9))
    await patiently(lambda: door.register(one.mail, one.password, organiser))
    await patiently(one.signs_in)
    return one


async def until_operator(one: Person) -> None:
    """The next token says it, once the grant is known everywhere."""

    async def is_one() -> bool:
        await patiently(one.signs_in)
        return "operator" in (await one.door.call("GET", "/me"))["roles"]

    async with asyncio.timeout(GRANTED_WITHIN):
        while not await is_one():  # noqa: ASYNC110 nobody tells
            await asyncio.sleep(1)


async def opened(organiser: Door, places: int, late: int) -> dict[str, str]:
    """The ids of the events, by name: of each so many places, and seats for those who come late."""
    for code, percent in CODES.items():
        await asked(organiser, "POST", "/promotions", {"code": code, "percent": percent})
    return {name: await on_sale(organiser, name, places, late) for name in EVENTS}


async def on_sale(organiser: Door, name: str, places: int, late: int) -> str:
    price, terms = EVENTS[name]
    days = {"sale_opens": -1.0, "sale_closes": 1.0, "starts_at": 2.0, "ends_at": 2.2}
    body = {
        "name": name, "currency": "EUR", "category": "demonstration", "hold_for": HOLD, "offline_for": HOLD,
        "ticket_types": [{"name": "seat", "price": price}, {"name": "standing", "price": price, "capacity": places}],
        "terms": terms, **{name: (now() + timedelta(days=after)).isoformat() for name, after in days.items()},
    }  # fmt: skip
    id_ = str((await asked(organiser, "POST", "/events", body))["event_id"])
    section = {"section": "stalls", "ticket_type": "seat", "rows": {"A": 4 * late}}
    await asked(organiser, "POST", f"/events/{id_}/sections", section)
    await asked(organiser, "POST", f"/events/{id_}/publication")
    await until(organiser, f"/events/{id_}/availability", lambda shown: shown["capacity"] == places + 4 * late)
    return id_
