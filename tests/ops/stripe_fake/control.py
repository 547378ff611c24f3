"""Asks the fake for trouble, as a test would."""

from dataclasses import dataclass
from typing import Any

from aiohttp import ClientSession


@dataclass
class Control:
    session: ClientSession

    async def ask(self, method: str, path: str, **body: Any) -> Any:
        """The answer's JSON; fails on any refusal."""
        async with self.session.request(method, f"/_fake/{path}", json=body) as answer:
            text = await answer.text()
            assert answer.ok, text
            return await answer.json() if text else None

    async def rule(self, type: str, **rule: Any) -> None:
        await self.ask("POST", "rules", type=type, **rule)

    async def fault(self, route: str, answer: str, **fault: Any) -> None:
        await self.ask("POST", "faults", route=route, answer=answer, **fault)

    async def any_delivered(self) -> bool:
        return bool(await self.deliveries("delivered"))

    async def any_waiting(self) -> bool:
        return bool(await self.deliveries("waiting"))

    async def deliveries(self, state: str) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = await self.ask("GET", f"deliveries?state={state}")
        return rows
