"""The board of a running system, where operators tell its edges something."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

from contracts.operators import SettingChanged
from edge.board import Board
from edge.settings import EdgeSettings
from ops.at import Place, find, or_exit
from ops.client.tools import Tools, reaching
from ops.telling import tell

T = TypeVar("T")


class RemoteBoard:
    """In another process's memory."""

    def __init__(self, tools: Tools) -> None:
        self.tools = tools

    async def read(self, key: str) -> str:
        return await self._call("read", key)

    async def write(self, key: str, text: str, seconds: float, new: bool = False) -> None:
        await self._call("write", key, text, seconds, new)

    async def wipe(self, key: str) -> None:
        await self._call("wipe", key)

    async def _call(self, call: str, *arguments: Any) -> str:
        return (await self.tools.ask(f"board/{call}", json.dumps(arguments).encode())).decode()


class Recorded:
    """A board that remembers what was changed at it."""

    def __init__(self, board: Board) -> None:
        self.board, self.changes = board, list[SettingChanged]()

    async def read(self, key: str) -> str:
        return await self.board.read(key)

    async def write(self, key: str, text: str, seconds: float, new: bool = False) -> None:
        before, until = await self.read(key), datetime.now(UTC) + timedelta(seconds=seconds)
        await self.board.write(key, text, seconds, new)
        self.changes.append(SettingChanged(setting=key, before=before, after=text, until=until))

    async def wipe(self, key: str) -> None:
        before = await self.read(key)
        await self.board.wipe(key)
        self.changes.append(SettingChanged(setting=key, before=before, after=""))


def at_board(at: str, work: Callable[[Board], Awaitable[T]]) -> T:
    """What comes of the work. The process ends with 2 if the board cannot be reached."""
    with or_exit():
        return asyncio.run(_at_board(find(at), work))


async def _at_board(place: Place, work: Callable[[Board], Awaitable[T]]) -> T:
    async with reached(place) as board:
        done = await work(recorded := Recorded(board))
    if recorded.changes:
        await tell(place, recorded.changes)
    return done


@asynccontextmanager
async def reached(place: Place) -> AsyncIterator[Board]:
    if place.tools:
        async with reaching(place.tools) as tools:
            yield RemoteBoard(tools)
        return
    from edge.real import redis_at  # noqa: PLC0415 in memory nobody needs the servers' clients
    from edge.redis_board import RedisBoard  # noqa: PLC0415
    from edge.redis_together import RedisTogether  # noqa: PLC0415

    async with redis_at(place.mesh.redis, EdgeSettings()) as redis:
        yield RedisBoard(RedisTogether(redis))
