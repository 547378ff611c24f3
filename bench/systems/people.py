"""An organiser and many buyers: registered once, their tokens renewed before they are too old for a load."""

import time
import uuid
from dataclasses import dataclass

from bench.systems.api import Api, together

PASSWORD = "correct horse battery staple"  # noqa: S105 of people who do not exist
OLD = 120.0
"""Seconds after which a token, which lives for five minutes, is renewed before the next load."""


@dataclass
class Person:
    access: str
    refresh: str
    renewed: float


class People:
    """The organiser is the first."""

    def __init__(self, api: Api, everybody: list[Person]) -> None:
        self.api, self.everybody = api, everybody

    async def renewed(self) -> None:
        await together(self._renew(person) for person in self.everybody)

    async def _renew(self, person: Person) -> None:
        if time.monotonic() - person.renewed > OLD:
            said = await self.api.post("/sessions/refresh", {"refresh_token": person.refresh})
            person.access, person.refresh, person.renewed = (
                said["access_token"],
                said["refresh_token"],
                time.monotonic(),
            )

    @property
    def organiser(self) -> str:
        return self.everybody[0].access

    @property
    def buyers(self) -> list[str]:
        return [person.access for person in self.everybody[1:]]


async def people(api: Api, buyers: int) -> People:
    return People(api, await together(joined(api, organiser=n == 0) for n in range(buyers + 1)))


async def joined(api: Api, organiser: bool) -> Person:
    mail = f"{uuid.uuid4().hex}@bench.example"
    await api.post("/accounts", {"mail": mail, "password": PASSWORD, "organiser": organiser})
    said = await api.post("/sessions", {"mail": mail, "password": PASSWORD})
    return Person(said["access_token"], said["refresh_token"], time.monotonic())
