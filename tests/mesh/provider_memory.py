"""The provider of the memory mesh."""

import asyncio
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from choreography.effects import TryAgain
from tests.mesh.profiles import Mesh
from tests.mesh.provider import NOT_PASSED, heard


class InMemory:
    def __init__(self, mesh: Mesh) -> None:
        self.mesh, self.gateway = mesh, mesh.gateway
        self.held: list[dict[str, Any]] | None = None
        self.failing: dict[str, int] = {}
        self.silence: dict[str, int] = {}
        self.sending: set[asyncio.Task[None]] = set()
        self.gateway.tell, self.gateway.point = self.tell, self.point

    def tell(self, event: dict[str, Any]) -> None:
        if self.held is not None:
            self.held.append(event)
            return
        self.sending.add(task := asyncio.create_task(heard(self.mesh, json.dumps(event))))
        task.add_done_callback(self.sending.discard)

    async def point(self, name: str) -> None:
        call, when = name.split()
        failing = self.failing if when == "before" else self.silence
        if left := failing.get(call.split("_")[0], 0):
            failing[call.split("_")[0]] = left - 1
            raise TryAgain("away" if when == "before" else "silent")

    async def pays(self, provider_id: str, received: int | None = None) -> None:
        self.gateway.pay(provider_id, received)

    async def hands_in(self, client_secret: str) -> str:
        return self.gateway.hand_in(client_secret)

    async def asks(self, provider_id: str) -> None:
        self.gateway.challenge(provider_id)

    async def answers(self, provider_id: str, *, passed: bool) -> None:
        if passed:
            self.gateway.pay(provider_id)
        else:
            self.gateway.decline(provider_id, NOT_PASSED)

    async def pays_slowly(self, provider_id: str) -> None:
        self.gateway.pay_slowly(provider_id)

    async def settles(self, provider_id: str, *, succeeded: bool) -> None:
        (self.gateway.pay if succeeded else self.gateway.decline)(provider_id)

    async def declines(self, provider_id: str) -> None:
        self.gateway.decline(provider_id)

    async def status(self, provider_id: str) -> str:
        return self.gateway.intents[provider_id].status

    async def refunds(self, provider_id: str) -> list[str]:
        return [refund.status for refund in self.gateway.refunds.get(provider_id, ())]

    async def gives_back(self, provider_id: str, price: int) -> None:
        await self.gateway.refund(provider_id, price, {}, f"by hand {self.gateway.told}")

    async def disputes(self, provider_id: str) -> str:
        return self.gateway.dispute(provider_id)

    async def decides(self, dispute_id: str, status: str) -> None:
        self.gateway.dispute_ends(dispute_id, won=status == "won")

    async def hold(self) -> None:
        self.held = []

    async def release(self) -> None:
        held, self.held = self.held or [], None
        for event in reversed(held):
            await heard(self.mesh, json.dumps(event), twice=True)

    async def away(self, call: str, times: int) -> None:
        self.failing[call] = times

    async def silent(self, call: str, times: int) -> None:
        self.silence[call] = times

    async def made(self) -> int:
        return len(self.gateway.intents)

    async def mute(self) -> None:
        self.gateway.tell = lambda _: None

    async def owes(self, provider_id: str, received: int, status: str = "succeeded") -> None:
        intents = self.gateway.intents
        intents[provider_id] = replace(intents[provider_id], received=received, status=status)

    async def ages(self, id_: str) -> None:
        self.gateway.history.made[id_] = datetime.now(UTC) - timedelta(days=9)

    async def stranger(self, price: int) -> str:
        made = await self.gateway.create_intent(price, "EUR", {}, f"stranger {len(self.gateway.intents)}")
        self.gateway.pay(made.provider_id)
        return made.provider_id

    async def back(self) -> None:
        self.gateway.tell = self.tell
        self.failing.clear()
