"""A day at the front door, by its seed: people sign up, events change and move, seats are bought, given up and paid."""

import asyncio
from dataclasses import dataclass, field
from random import Random

from tests.edge.front import Front, Person
from tests.edge.till import Till


@dataclass
class Day:
    front: Front
    till: Till
    chance: Random
    organisers: list[Person] = field(default_factory=list)
    buyers: list[Person] = field(default_factory=list)
    events: list[tuple[Person, str]] = field(default_factory=list)
    halls: list[str] = field(default_factory=list)
    booked: list[tuple[Person, str]] = field(default_factory=list)

    async def opened(self) -> None:
        self.organisers = [await self.front.person(organiser=True) for _ in range(2)]
        self.buyers = [await self.front.person() for _ in range(4)]
        for price in (0, 0, 900):
            organiser = self.chance.choice(self.organisers)
            self.halls.append(await self.hall(organiser))
            sells = await self.front.on_sale(organiser, price, places=40, venue_id=self.halls[-1])
            self.events.append((organiser, sells))

    async def hall(self, organiser: Person) -> str:
        said = await organiser.asks("POST", "/venues", json={"name": "Old house", "place": "Mill lane", "capacity": 60})
        return str(said.json()["venue_id"])

    async def passes(self, steps: int) -> None:
        """Several at a time, so that nobody waits for another."""
        await self.opened()
        for _ in range(steps // 4):
            await asyncio.gather(*(self.step() for _ in range(4)))

    async def step(self) -> None:
        buying = [self.seat, self.seat, self.places, self.places, self.gives_up, self.pays]
        await self.chance.choice([*buying, self.renames, self.changes, self.moves])()

    async def seat(self) -> None:
        wanted = f"stalls-{self.chance.choice('AB')}{self.chance.randint(1, 6)}"
        await self._books({"seats": [wanted]})

    async def places(self) -> None:
        await self._books({"ticket_type": "standing", "quantity": self.chance.randint(1, 3)})

    async def _books(self, wish: dict[str, object]) -> None:
        buyer, (_, id_) = self.chance.choice(self.buyers), self.chance.choice(self.events)
        said = await buyer.asks("POST", "/bookings", json={"event_id": id_, **wish})
        if said.status_code == 201:
            self.booked.append((buyer, said.json()["booking_id"]))

    async def gives_up(self) -> None:
        if self.booked:
            buyer, booking = self.booked.pop(self.chance.randrange(len(self.booked)))
            await buyer.asks("DELETE", f"/bookings/{booking}")

    async def pays(self) -> None:
        buyer, (_, id_) = self.chance.choice(self.buyers), self.events[-1]
        wish = {"event_id": id_, "ticket_type": "standing", "quantity": 1}
        said = await buyer.asks("POST", "/bookings", json=wish)
        if said.status_code == 201:
            await self.till.pays(buyer, said.json()["booking_id"])

    async def renames(self) -> None:
        name = self.chance.choice(["Bea", "Cleo", "Dora"])
        await self.chance.choice(self.buyers).asks("PATCH", "/me", json={"name": name})

    async def changes(self) -> None:
        organiser, id_ = self.chance.choice(self.events)
        await organiser.asks("PATCH", f"/events/{id_}", json={"place": self.chance.choice(["Harbour", "Town hall"])})

    async def moves(self) -> None:
        """To a venue that another may have, to none, or to where it is."""
        organiser, id_ = self.chance.choice(self.events)
        await organiser.asks("PATCH", f"/events/{id_}", json={"venue_id": self.chance.choice([*self.halls, None])})
