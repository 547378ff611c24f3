"""Setting the stage through the front door: what an organiser and the buyers do before a measurement."""

import asyncio
import json
from collections.abc import Awaitable, Iterable
from typing import Any, TypeVar

from bench.load.http import Answer, Growing, request

AT_ONCE = 8
GOOD, UNAVAILABLE = (200, 201), 503
TRIES, AGAIN = 60, 0.5
T = TypeVar("T")


class Api:
    """A few connections to the edge; more requests than those wait for one another."""

    def __init__(self, port: int) -> None:
        self.client, self.turns = Growing("127.0.0.1", [port]), asyncio.Semaphore(AT_ONCE)

    async def post(self, path: str, said: dict[str, Any], token: str = "") -> dict[str, Any]:
        """Waits for the answer; asks again while the edge is starting. Raises RuntimeError for any but a good one."""
        head = "prefer: wait=30\r\n" + (f"authorization: Bearer {token}\r\n" if token else "")
        asked = request("POST", path, json.dumps(said).encode(), head)
        for _ in range(TRIES):
            if (answer := await self._once(asked)).status != UNAVAILABLE:
                break
            await asyncio.sleep(AGAIN)
        if answer.status not in GOOD:
            raise RuntimeError(f"POST {path}: {answer.status} {answer.body.decode(errors='replace')[:300]}")
        found: dict[str, Any] = json.loads(answer.body)
        return found

    async def _once(self, asked: bytes) -> Answer:
        async with self.turns:
            return await self.client.ask(asked)

    def close(self) -> None:
        self.client.close()


async def together(work: Iterable[Awaitable[T]]) -> list[T]:
    return list(await asyncio.gather(*work))
