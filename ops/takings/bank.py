"""The payment provider of that day: as in the simulation, with an outage, and with webhooks that are muted by name."""

from dataclasses import dataclass, field
from typing import Any

from choreography.effects import TryAgain
from ops.simulate.provider import Provider


@dataclass
class Bank(Provider):
    out: bool = False
    """It answers nobody."""
    muted: set[str] = field(default_factory=set)
    """Payments of which no webhook comes."""

    async def _point(self, name: str) -> None:
        if self.out:
            self.world.diary.reached["outage"] += 1
            raise TryAgain(f"{name}: the provider is out")
        await super()._point(name)

    def _tell(self, event: dict[str, Any]) -> None:
        if event["data"]["object"]["id"] in self.muted:
            self.world.diary.reached["webhook lost"] += 1
        else:
            super()._tell(event)

    @property
    def holds(self) -> int:
        """What was paid, less what went back and what banks have."""
        got = sum(one.received for one in self.gateway.intents.values())
        back = sum(one.price for made in self.gateway.refunds.values() for one in made if one.status == "succeeded")
        return got - back - sum(one.price for one in self.gateway.disputes.values() if one.away)
