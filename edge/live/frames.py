"""WebSocket frames from the server: never masked, always whole."""

from typing import Final

TEXT: Final = 1
BINARY: Final = 2
CLOSE: Final = 8
PING: Final = 9
PONG: Final = 10
SHORT: Final = 126
MEDIUM: Final = 65_536


def frame(payload: bytes, opcode: int = TEXT) -> bytes:
    """Built once; the same bytes go to every socket."""
    size = len(payload)
    first = 0x80 | opcode
    if size < SHORT:
        return bytes((first, size)) + payload
    if size < MEDIUM:
        return bytes((first, 126)) + size.to_bytes(2, "big") + payload
    return bytes((first, 127)) + size.to_bytes(8, "big") + payload


def close_frame(code: int, reason: str = "") -> bytes:
    return frame(code.to_bytes(2, "big") + reason.encode(), CLOSE)


PING_FRAME: Final = frame(b"", PING)
