"""Setting the stage through the front door: what an organiser and the buyers do before a measurement."""

import asyncio
import json
from collections.abc import Awaitable, Iterable
from typing import Any, TypeVar

from bench.load.http import Client, request

AT_ONCE = 8
GOOD = 300
T = TypeVar("T")


class Api:
    """A few connections to the edge; more requests than those wait for one another."""

    def __init__(self, port: int) -> None:
        self.client, self.turns = Client("127.0.0.1", [port]), asyncio.Semaphore(AT_ONCE)

    async def post(self, path: str, said: dict[str, Any], token: str = "") -> dict[str, Any]:
        """Waits for the answer. Raises RuntimeError for any but a good one."""
        head = "prefer: wait=30\r\n" + (f"authorization: Bearer {token}\r\n" if token else "")
        async with self.turns:
            if not self.client.free:
                await self.client.open(1)
            answer = await self.client.ask(request("POST", path, json.dumps(said).encode(), head))
        if answer.status >= GOOD:
            raise RuntimeError(f"POST {path}: {answer.status} {answer.body.decode(errors='replace')[:300]}")
        found: dict[str, Any] = json.loads(answer.body)
        return found

    def close(self) -> None:
        self.client.close()


async def together(work: Iterable[Awaitable[T]]) -> list[T]:
    return list(await asyncio.gather(*work))
