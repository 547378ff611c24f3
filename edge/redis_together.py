"""Redis for many at once: what is asked while a round trip is under way goes together in the next one."""

import asyncio
from typing import Any

from redis.asyncio import Redis
from redis.exceptions import ResponseError

from choreography.ports import Unreachable

AT_ONCE = 200
"""Commands of one round trip."""


class RedisTogether:
    def __init__(self, redis: Redis) -> None:
        self.redis = redis
        self._waiting: list[tuple[tuple[Any, ...], asyncio.Future[Any]]] = []
        self._asking: asyncio.Task[None] | None = None

    async def call(self, *command: Any) -> Any:
        """The raw answer. Raises Unreachable, and ResponseError for what Redis itself refuses."""
        answer: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        self._waiting.append((command, answer))
        if self._asking is None:
            self._asking = asyncio.create_task(self._ask())
        return await answer

    async def _ask(self) -> None:
        while self._waiting:
            asked, self._waiting = self._waiting[:AT_ONCE], self._waiting[AT_ONCE:]
            for (_, answer), said in zip(asked, await self._answers([command for command, _ in asked]), strict=True):
                _tell(answer, said)
        self._asking = None

    async def _answers(self, commands: list[tuple[Any, ...]]) -> list[Any]:
        try:
            async with self.redis.pipeline(transaction=False) as pipeline:
                for command in commands:
                    pipeline.execute_command(*command, get=True)
                return await pipeline.execute(raise_on_error=False)
        except Exception as error:  # whatever it is, somebody waits to be told
            return [error] * len(commands)


def _tell(answer: "asyncio.Future[Any]", said: Any) -> None:
    if answer.done():
        return
    if isinstance(said, ResponseError):
        answer.set_exception(said)
    elif isinstance(said, BaseException):
        answer.set_exception(Unreachable(f"Redis: {said!r}"))
    else:
        answer.set_result(said)
