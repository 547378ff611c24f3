"""What stands behind the door: where people become operators."""

from dataclasses import dataclass

from pydantic import SecretStr

from choreography.blind import blind_index
from contracts.identity import GrantRole, normal
from ops.at import Place
from ops.commands.answered import ask
from tests.edge.front import Front, Person
from tests.eventually import eventually


@dataclass
class Counter:
    """Of the box office of `front`."""

    front: Front
    place: Place
    secret: SecretStr
    """That mail addresses are found by."""

    async def operator(self) -> Person:
        """As the command line makes one."""
        person = await self.front.person()
        await ask(self.place, GrantRole(account=blind_index(normal(person.mail), self.secret), role="operator"))

        async def is_one() -> bool:
            await person.logs_in()
            return "operator" in (await person.asks("GET", "/me")).json()["roles"]

        await eventually(is_one, within=15, every=0.5)
        return person
