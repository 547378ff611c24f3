"""WebSocket frames from a client: masked, whole, at most 4 KiB."""

from typing import Final, NamedTuple

from edge.live.frames import BINARY, CLOSE, PING, PONG, SHORT, TEXT

LARGEST: Final = 4_096
LARGEST_CONTROL: Final = 125
FIN: Final = 0x80
RESERVED: Final = 0x70
MASKED: Final = 0x80
MASK: Final = 4


class Broken(Exception):
    """What the client sent cannot be read: the socket closes with `code`."""

    def __init__(self, code: int, reason: str) -> None:
        super().__init__(reason)
        self.code, self.reason = code, reason


class Frame(NamedTuple):
    opcode: int
    payload: bytes
    end: int
    """Where the next frame begins."""


def read_frame(data: bytes, at: int) -> Frame | None:
    """The frame that begins at `at`, None while it is incomplete. Raises Broken as soon as its head shows it."""
    if len(data) < at + 2:
        return None
    opcode, size, start = data[at] & 0x0F, data[at + 1] & 0x7F, at + 2
    _check_head(data[at], data[at + 1], opcode, size)
    if size == SHORT:
        size, start = int.from_bytes(data[start : start + 2], "big"), start + 2
    if size > LARGEST:
        raise Broken(1009, "too_large")
    end = start + MASK + size
    if len(data) < end:
        return None
    return Frame(opcode, _unmasked(data[start : start + MASK], data[start + MASK : end]), end)


def _check_head(first: int, second: int, opcode: int, size: int) -> None:
    if opcode == BINARY:
        raise Broken(1003, "binary")
    if first & RESERVED or not second & MASKED or opcode not in (0, TEXT, CLOSE, PING, PONG):
        raise Broken(1002, "protocol")
    if opcode >= CLOSE and (size > LARGEST_CONTROL or not first & FIN):
        raise Broken(1002, "protocol")
    if not first & FIN or opcode == 0:
        raise Broken(1009, "fragmented")
    if size > SHORT:
        raise Broken(1009, "too_large")


def _unmasked(mask: bytes, payload: bytes) -> bytes:
    size = len(payload)
    key = (mask * (size // MASK + 1))[:size]
    return (int.from_bytes(payload, "big") ^ int.from_bytes(key, "big")).to_bytes(size, "big")
