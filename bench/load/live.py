"""The client's side of one WebSocket: text frames that fit into one frame each, and nothing else."""

import asyncio
import os
from base64 import b64encode
from collections.abc import Callable
from typing import cast

TEXT, CLOSE, PING, PONG = 0x1, 0x8, 0x9, 0xA
SHORT = 126
MASK = b"\0\0\0\0"
"""All zeros masks nothing, and costs nothing."""


class Socket(asyncio.Protocol):
    """`heard` is told of each text frame."""

    def __init__(self, heard: Callable[[bytes], None]) -> None:
        self.heard, self.rest, self.upgraded = heard, b"", False
        self.open: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.lost = ""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport, key = cast("asyncio.Transport", transport), b64encode(os.urandom(16)).decode()
        lines = ["GET /live HTTP/1.1", "host: bench", "upgrade: websocket", "connection: upgrade"]
        lines += [f"sec-websocket-key: {key}", "sec-websocket-version: 13", "", ""]
        self.transport.write("\r\n".join(lines).encode())

    def say(self, text: bytes) -> None:
        self.transport.write(masked(TEXT, text))

    def data_received(self, data: bytes) -> None:
        self.rest += data
        if not self.upgraded and not self._upgrade():
            return
        while frame := read(self.rest):
            opcode, payload, self.rest = frame
            self._take(opcode, payload)

    def _upgrade(self) -> bool:
        head, found, rest = self.rest.partition(b"\r\n\r\n")
        if not found:
            return False
        if b" 101 " not in head[:20]:
            self.open.set_exception(ConnectionError(head.decode(errors="replace")))
            return False
        self.upgraded, self.rest = True, rest
        self.open.set_result(None)
        return True

    def _take(self, opcode: int, payload: bytes) -> None:
        if opcode == TEXT:
            self.heard(payload)
        elif opcode == PING:
            self.transport.write(masked(PONG, payload))
        elif opcode == CLOSE:
            self.lost = payload[2:].decode(errors="replace") or "closed"

    def connection_lost(self, exc: Exception | None) -> None:
        self.lost = self.lost or f"lost: {exc}"
        if not self.open.done():
            self.open.set_exception(ConnectionError(self.lost))


def masked(opcode: int, payload: bytes) -> bytes:
    size = len(payload)
    if size < SHORT:
        return bytes([0x80 | opcode, 0x80 | size]) + MASK + payload
    return bytes([0x80 | opcode, 0x80 | SHORT]) + size.to_bytes(2, "big") + MASK + payload


def read(data: bytes) -> tuple[int, bytes, bytes] | None:
    """Opcode, payload, and what follows; None if the frame is not all there."""
    if len(data) < 2:  # noqa: PLR2004 the shortest head
        return None
    size, start = data[1] & 0x7F, 2
    if size >= SHORT:
        start = 4 if size == SHORT else 10
        size = int.from_bytes(data[2:start], "big")
    if len(data) < start + size:
        return None
    return data[0] & 0x0F, data[start : start + size], data[start + size :]
