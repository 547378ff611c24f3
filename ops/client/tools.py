"""The operators' side of a box office in memory: a socket in its data folder, for who may read that folder."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from http import HTTPStatus

import aiohttp

from choreography.ports import Unreachable

PATIENCE = aiohttp.ClientTimeout(total=None, sock_connect=5)
"""Who asks says how long that may take."""


class Tools:
    def __init__(self, http: aiohttp.ClientSession) -> None:
        self.http = http

    async def ask(self, what: str, body: bytes = b"") -> bytes:
        """The answer's body. Raises Unreachable."""
        try:
            async with self.http.post(f"http://tools/{what}", data=body) as answer:
                found = await answer.read()
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise Unreachable(f"the box office in memory: {error}") from error
        if answer.status != HTTPStatus.OK:
            raise Unreachable(f"the box office in memory: {what}: {answer.status} {found.decode(errors='replace')}")
        return found


@asynccontextmanager
async def reaching(socket: str) -> AsyncIterator[Tools]:
    async with aiohttp.ClientSession(connector=aiohttp.UnixConnector(socket), timeout=PATIENCE) as http:
        yield Tools(http)
