"""The WebSocket side of the front door."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp

from ops.client.door import Door


@asynccontextmanager
async def listening(door: Door, address: str, *channels: str) -> AsyncIterator[aiohttp.ClientWebSocketResponse]:
    """A socket that has said who it is and follows these channels."""
    async with door.http.ws_connect(address) as socket:
        if door.token:
            await socket.send_json({"type": "hello", "token": door.token})
        for channel in channels:
            await socket.send_json({"type": "subscribe", "channel": channel})
        yield socket


async def news(socket: aiohttp.ClientWebSocketResponse) -> AsyncIterator[dict[str, Any]]:
    """The bodies of all news, until the socket is closed. Raises ConnectionError for what the door refuses."""
    async for message in socket:
        said = message.json()
        if said["type"] == "news":
            yield said["body"]
        elif said["type"] in ("error", "bye"):
            raise ConnectionError(f"the socket was told {said}")
