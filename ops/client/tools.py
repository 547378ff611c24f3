"""The operators' side of a box office in memory: a socket in its data folder, or its front door for what only looks."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from http import HTTPStatus

import aiohttp

from choreography.ports import Unreachable

PATIENCE = aiohttp.ClientTimeout(total=None, sock_connect=5)
"""Who asks says how long that may take."""
ENV = "BOXOFFICE_OPERATOR_TOKEN"
"""Of the environment: an operator's access token, for the front door. Who may read the folder needs none."""
DOOR = ("http://", "https://")


class Tools:
    def __init__(self, http: aiohttp.ClientSession, base: str) -> None:
        self.http, self.base = http, base

    async def ask(self, what: str, body: bytes = b"") -> bytes:
        """The answer's body. Raises Unreachable."""
        try:
            async with self.http.post(f"{self.base}/{what}", data=body) as answer:
                found = await answer.read()
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise Unreachable(f"the box office in memory: {error}") from error
        if answer.status != HTTPStatus.OK:
            raise Unreachable(f"the box office in memory: {what}: {answer.status} {found.decode(errors='replace')}")
        return found


@asynccontextmanager
async def reaching(where: str) -> AsyncIterator[Tools]:
    """By the path of the socket, or the address of the door."""
    if where.startswith(DOOR):
        bearer = {"Authorization": f"Bearer {os.environ.get(ENV, '')}"}
        async with aiohttp.ClientSession(headers=bearer, timeout=PATIENCE) as http:
            yield Tools(http, f"{where.rstrip('/')}/ops")
        return
    async with aiohttp.ClientSession(connector=aiohttp.UnixConnector(where), timeout=PATIENCE) as http:
        yield Tools(http, "http://tools")
