"""A visitor at the front door: registers, logs in, asks, watches."""

import asyncio
import json
import uuid
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx2
from websockets.asyncio.client import ClientConnection, connect

from tests.edge.as_shown import as_shown
from tests.eventually import eventually

PASSWORD = "correct horse battery"
WAITING = {"Prefer": "wait=20"}


@dataclass
class Person:
    """Signed in; each call carries the access token."""

    client: httpx2.AsyncClient
    mail: str
    tokens: dict[str, Any] = field(default_factory=dict)

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.tokens['access_token']}"}

    async def asks(self, method: str, path: str, wait: bool = True, **more: Any) -> httpx2.Response:
        headers = self.headers | (WAITING if wait else {}) | more.pop("headers", {})
        return await self.client.request(method, path, headers=headers, **more)

    async def logs_in(self, password: str = PASSWORD) -> httpx2.Response:
        said = await self.client.post("/sessions", json={"mail": self.mail, "password": password})
        self.tokens = said.json()
        return said

    async def sees(self, path: str, **fields: Any) -> dict[str, Any]:
        """What is shown there, once these fields have these values."""

        return await self.becomes(path, lambda said: all(said.get(name) == value for name, value in fields.items()))

    async def becomes(self, path: str, right: Callable[[dict[str, Any]], object]) -> dict[str, Any]:
        """What is shown there, once it is right."""

        async def there() -> dict[str, Any] | None:
            said: dict[str, Any] = (await self.asks("GET", path)).json()
            return said if right(said) else None

        found = await eventually(there, within=15)
        assert found
        return found


@dataclass
class Front:
    """`mails` is where the mails are shown that people got."""

    client: httpx2.AsyncClient
    mails: str = ""

    async def person(self, organiser: bool = False, mail: str = "") -> Person:
        """Registered and signed in."""
        person = Person(self.client, mail or f"{uuid.uuid4().hex[:12]}@example.org")
        account = {"mail": person.mail, "password": PASSWORD, "name": "Ann", "organiser": organiser}

        async def registered() -> bool:
            said = await self.client.post("/accounts", json=account, headers=WAITING)
            assert said.status_code in (201, 409, 503), said.text
            return said.status_code != 503

        await eventually(registered, within=30)
        assert (await person.logs_in()).status_code == 201, person.tokens
        return person

    async def mail(self, address: str, subject: str) -> str:
        """The text of the newest mail with this subject, once there is one."""

        async def there() -> str:
            said = (await self.client.get(f"{self.mails}/api/mails", params={"to": address})).json()
            found = [mail["n"] for mail in said if mail["subject"] == subject]
            return (await self.client.get(f"{self.mails}/api/mails/{found[0]}")).json()["text"] if found else ""

        return str(await eventually(there, within=15))

    async def verified(self, person: Person) -> Person:
        """Once they showed that they read their mail: only then are they mailed what they may want none of."""
        code = await self.code(person.mail, "Verify your mail address")
        said = await self.client.post("/accounts/verification", json={"mail": person.mail, "code": code})
        assert said.status_code == 200, said.text
        return person

    async def code(self, address: str, subject: str) -> str:
        """The code in it."""
        return (await self.mail(address, subject)).partition(": ")[2].split()[0]

    async def on_sale(self, organiser: Person, price: int = 0, places: int = 5, **more: Any) -> str:
        """The id of an event with a section of seats and a type of places, which sells."""
        said = await organiser.asks("POST", "/events", json=event(price, places) | more)
        assert said.status_code == 201, said.text
        id_ = said.json()["event_id"]
        section = {"section": "stalls", "ticket_type": "seat", "rows": {"A": 6, "B": 6}}
        assert (await organiser.asks("POST", f"/events/{id_}/sections", json=section)).status_code == 201
        assert (await organiser.asks("POST", f"/events/{id_}/publication")).status_code == 200
        await organiser.sees(f"/events/{id_}", state="on_sale")
        await organiser.sees(f"/events/{id_}/availability", capacity=12 + places)
        return str(id_)

    async def buys(self, person: Person, event: str, *seats: str, **more: Any) -> httpx2.Response:
        return await person.asks("POST", "/bookings", json={"event_id": event, "seats": seats}, **more)

    @asynccontextmanager
    async def live(self, person: Person | None = None) -> AsyncIterator["Watcher"]:
        url = str(self.client.base_url).replace("http", "ws").rstrip("/") + "/live"
        async with connect(url, compression=None) as connection:
            watcher = Watcher(connection)
            if person:
                said = await watcher.asks("hello", token=person.tokens["access_token"])
                assert said["type"] == "welcome", said
            yield watcher


@dataclass
class Watcher:
    connection: ClientConnection

    async def asks(self, kind: str, **fields: Any) -> dict[str, Any]:
        await self.connection.send(json.dumps({"type": kind, **fields}))
        return await self.hears()

    async def hears(self) -> dict[str, Any]:
        async with asyncio.timeout(15):
            found: dict[str, Any] = json.loads(await self.connection.recv())
            return found

    async def hears_of(self, kind: str) -> dict[str, Any]:
        """The next of a channel of this kind: `me` tells of others, too."""
        while not str((said := await self.hears()).get("channel", "")).startswith(f"{kind}:"):
            pass
        return said

    async def news_until(self, kind: str) -> list[dict[str, Any]]:
        """The bodies of the news, up to one of this type."""
        found: list[dict[str, Any]] = []
        while not found or found[-1].get("type") != kind:
            said = await self.hears()
            found += [said["body"]] if said["type"] == "news" else []
        return found


@asynccontextmanager
async def visiting(url: str, mails: str = "") -> AsyncIterator[Front]:
    """The door there, once it is ready. All that it says is to be as its document shows it."""
    async with httpx2.AsyncClient(base_url=url, timeout=40, event_hooks={"response": [as_shown]}) as client:

        async def ready() -> bool:
            return (await client.get("/health/ready")).status_code == 200

        await eventually(ready, within=30)
        yield Front(client, mails)


def event(price: int = 0, places: int = 5) -> dict[str, Any]:
    now = datetime.now(UTC)

    def at(days: float) -> str:
        return (now + timedelta(days=days)).isoformat()

    return {
        "name": "Opera", "currency": "EUR", "category": "music", "description": "Loud.", "place": "Town hall",
        "ticket_types": [
            {"name": "seat", "price": price}, {"name": "standing", "price": price, "capacity": places},
        ],
        "sale_opens": at(-1), "sale_closes": at(9), "starts_at": at(10), "ends_at": at(10.2),
    }  # fmt: skip
