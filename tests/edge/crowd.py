"""People who look and buy, on and on: nobody is shown an error or, over one database, an older state than before."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from tests.edge.front import Front, Person
from tests.eventually import eventually

BUYERS = 4


@dataclass
class Crowd:
    front: Front
    organiser: Person
    event: str
    over_replica: bool = False
    over: asyncio.Event = field(default_factory=asyncio.Event)
    booked: list[tuple[Person, str]] = field(default_factory=list)
    looks: int = 0

    @asynccontextmanager
    async def there(self) -> AsyncIterator[None]:
        buyers = [await self.front.person() for _ in range(BUYERS)]
        async with asyncio.TaskGroup() as tasks:
            for buyer in buyers:
                tasks.create_task(self._buys(buyer))
                tasks.create_task(self._looks(buyer))
            tasks.create_task(self._watches())
            await self.goes_on()
            yield
            await self.goes_on()
            self.over.set()

    async def goes_on(self) -> None:
        """More is bought, and looked at."""
        booked, looks = len(self.booked), self.looks
        await eventually(lambda: len(self.booked) > booked + 10 and self.looks > looks + 10, within=60)

    async def is_shown(self) -> None:
        """Every booking, and all of them in the counts."""
        for buyer, booking in self.booked:
            await buyer.sees(f"/bookings/{booking}", state="confirmed")
        await self.organiser.sees(f"/events/{self.event}/availability", sold=len(self.booked), held=0)

    async def _buys(self, buyer: Person) -> None:
        wish = {"event_id": self.event, "ticket_type": "standing", "quantity": 1}
        while not self.over.is_set():
            said = await buyer.asks("POST", "/bookings", json=wish)
            if said.status_code != 429:
                assert said.status_code == 201, said.text
                self.booked.append((buyer, said.json()["booking_id"]))

    async def _looks(self, buyer: Person) -> None:
        while not self.over.is_set():
            for path in ("/bookings", "/me", f"/events/{self.event}", f"/events/{self.event}/seats", "/events"):
                said = await buyer.asks("GET", path, wait=False)
                assert said.status_code == 200, said.text
            self.looks += 1

    async def _watches(self) -> None:
        """As the organiser, who is shown what is there now."""
        seen = 0
        while not self.over.is_set():
            said = (await self.organiser.asks("GET", f"/events/{self.event}/availability", wait=False)).json()
            assert said["version"] >= seen or self.over_replica, said
            seen = said["version"]
