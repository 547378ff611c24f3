"""An organiser, a buyer, and an event on sale, made through the public door."""

import asyncio
import secrets
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp

from ops.client.door import Door, Refusal

PATIENCE = 15.0
"""Seconds."""
ROWS = {"A": 20, "B": 20, "C": 20}


async def on_sale(edge: str, price: int) -> dict[str, Any]:
    """The event's id and name, and mail and password of both people."""
    async with aiohttp.ClientSession() as http:
        mark, door = secrets.token_hex(3), Door(edge, http)
        people = {
            who: {"mail": f"{who}-{mark}@example.com", "password": secrets.token_urlsafe(9)}
            for who in ("organiser", "buyer")
        }
        for who, person in people.items():
            await registered(door, person, organiser=who == "organiser")
        organiser = await Door(edge, http).log_in(**people["organiser"])
        event_id = await open_event(organiser, f"The Night Opera {mark}", price)
        return {"event_id": event_id, "name": f"The Night Opera {mark}", **people}


async def registered(door: Door, person: dict[str, str], organiser: bool) -> None:
    """A door that has just been opened may not know its keys yet: then it is asked again."""
    async with asyncio.timeout(PATIENCE):
        while True:
            try:
                await door.register(person["mail"], person["password"], organiser)
                return
            except Refusal as refusal:
                if refusal.code != "starting":
                    raise
            await asyncio.sleep(0.2)


async def open_event(organiser: Door, name: str, price: int, places: int = 200) -> str:
    """A seated section, and standing places that two types share, on sale from now on."""
    now = datetime.now(UTC)
    venue = await organiser.call("POST", "/venues", {"name": "The Old House", "capacity": 60 + places, "place": "Lyon"})
    body = {
        "name": name,
        "description": "A demonstration.",
        "category": "opera",
        "place": "Lyon",
        "currency": "EUR",
        "venue_id": venue.get("venue_id") or venue.get("id"),
        "ticket_types": [
            {"name": "seat", "price": price},
            {"name": "standing", "price": price, "capacity": places},
            {"name": "student", "price": price // 2, "capacity": places // 2},
        ],
        "quotas": [{"name": "floor", "size": places, "ticket_types": ["standing", "student"]}],
        "sale_opens": (now - timedelta(minutes=1)).isoformat(),
        "sale_closes": (now + timedelta(days=7)).isoformat(),
        "starts_at": (now + timedelta(days=7)).isoformat(),
        "ends_at": (now + timedelta(days=7, hours=3)).isoformat(),
    }
    created = await organiser.call("POST", "/events", body)
    event_id = str(created.get("event_id") or created["id"])
    await organiser.call(
        "POST", f"/events/{event_id}/sections", {"section": "stalls", "ticket_type": "seat", "rows": ROWS}
    )
    await organiser.call("POST", f"/events/{event_id}/publication")
    return event_id
