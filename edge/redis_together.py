"""Redis for many at once: what is asked while a round trip is under way goes together in the next one."""

from collections.abc import Sequence
from typing import Any

from choreography.ports import Unreachable
from choreography.together import Together
from edge.breaking import breaker, through
from edge.plain_redis import Redis, ResponseError

AT_ONCE = 200
"""Commands of one round trip."""
Command = tuple[Any, ...]


class RedisTogether:
    def __init__(self, redis: Redis) -> None:
        self.redis, self.breaker = redis, breaker("redis")
        self._together: Together[Command, Any] = Together(self._answers, AT_ONCE)

    async def call(self, *command: Any) -> Any:
        """The raw answer. Raises Unreachable, and ResponseError for what Redis itself refuses."""
        return await self._together(command)

    async def _answers(self, commands: Sequence[Command]) -> list[Any]:
        with through(self.breaker):
            return await self._sent(commands)

    async def _sent(self, commands: Sequence[Command]) -> list[Any]:
        try:
            async with self.redis.pipeline(transaction=False) as pipeline:
                for command in commands:
                    pipeline.execute_command(*command, get=True)
                return [named(answer) for answer in await pipeline.execute(raise_on_error=False)]
        except Exception as error:
            raise Unreachable(f"Redis: {error!r}") from error


def named(answer: Any) -> Any:
    if isinstance(answer, BaseException) and not isinstance(answer, ResponseError):
        return Unreachable(f"Redis: {answer!r}")
    return answer
