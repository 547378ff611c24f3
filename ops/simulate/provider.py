"""The payment provider of a simulated day: it is away, or silent, and its webhooks come late, twice, or never."""

import asyncio
from dataclasses import dataclass, field
from typing import Any

from choreography.effects import TryAgain
from choreography.envelope import derived
from choreography.memory.bus import loop_clock
from contracts.edge import stripe_event
from handlers.payments.gateway import Intent
from handlers.payments.memory_gateway import MemoryGateway
from ops.simulate.world import World


@dataclass
class Provider:
    world: World
    sending: set[asyncio.Task[None]] = field(default_factory=set)
    """Webhooks on their way."""
    slow: set[str] = field(default_factory=set)
    """Payments that were settled slowly: of those each webhook comes, for else only days later anybody would ask."""

    def __post_init__(self) -> None:
        self.gateway = MemoryGateway(loop_clock, self._tell, self._point)
        self.world.resources["gateway"] = self.gateway

    def idle(self) -> bool:
        return not self.sending

    def of(self, booking_id: str) -> list[Intent]:
        """The booking's intents; more than one would be one too many."""
        return [one for one in self.gateway.intents.values() if one.metadata["booking_id"] == booking_id]

    async def _point(self, name: str) -> None:
        """A call may fail before anything was done, and after all was."""
        diary, odds = self.world.diary, self.world.odds
        await asyncio.sleep(self.world.rng.choice((0, 0.01, 0.5)))
        trouble, chance = ("away", odds.provider_away) if name.endswith("before") else ("silent", odds.provider_silent)
        if diary.chance(chance):
            diary.reached[f"provider {trouble}"] += 1
            raise TryAgain(f"{name}: the provider is {trouble}")

    def _tell(self, event: dict[str, Any]) -> None:
        heard = event["data"]["object"]["id"] in self.slow
        if not heard and self.world.diary.chance(self.world.odds.webhook_lost):
            self.world.diary.reached["webhook lost"] += 1
            return
        self._send(event, derived("stripe", event["id"]))
        if self.world.rng.random() < 0.2:
            self._send(event, derived("stripe", event["id"], "again"))

    def _send(self, event: dict[str, Any], id_: str) -> None:
        self.sending.add(task := asyncio.create_task(self._deliver(event, id_)))
        task.add_done_callback(self.sending.discard)

    async def _deliver(self, event: dict[str, Any], id_: str) -> None:
        await asyncio.sleep(self.world.rng.choice((0, 0, 0.1, 2, 40)))
        said = stripe_event(event)
        await self.world.say(said, copies=self.world.rng.choice((1, 1, 2)), id=id_)
