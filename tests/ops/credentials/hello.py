"""A client's first words in TLS, byte by byte: also those that no library says any more."""

import socket
import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

ALERT, HANDSHAKE, HEARTBEAT = 21, 22, 24
SERVER_HELLO = 2
WITHIN = 5.0
"""Seconds."""
Pairs = tuple[int, ...]
GROUPS, CURVES = 10, struct.pack(">HHHHH", 8, 29, 23, 24, 25)
FORMATS, PLAIN = 11, b"\1\0"
SIGNATURES, HASHES = 13, struct.pack(">HHHHHHHH", 14, 0x0403, 0x0503, 0x0804, 0x0401, 0x0501, 0x0203, 0x0201)
BEATS, RENEGOTIATION = 15, 0xFF01


@dataclass(frozen=True)
class Said:
    """What the server chose."""

    version: int
    cipher: int
    compression: int
    extensions: frozenset[int]


@dataclass(frozen=True)
class Hello:
    version: int
    ciphers: Pairs
    compressions: bytes = b"\0"
    more: Mapping[int, bytes] = field(default_factory=dict)

    def record(self) -> bytes:
        ciphers = b"".join(struct.pack(">H", one) for one in self.ciphers)
        known = {GROUPS: CURVES, FORMATS: PLAIN, SIGNATURES: HASHES, **self.more}
        extensions = b"".join(struct.pack(">HH", name, len(value)) + value for name, value in known.items())
        body = struct.pack(">H", self.version) + bytes(range(32)) + b"\0"
        body += _sized(ciphers) + bytes([len(self.compressions)]) + self.compressions + _sized(extensions)
        message = b"\1" + len(body).to_bytes(3, "big") + body
        return bytes([HANDSHAKE]) + struct.pack(">H", min(self.version, 0x0301)) + _sized(message)


def _sized(said: bytes) -> bytes:
    return struct.pack(">H", len(said)) + said


def chosen(line: socket.socket, hello: Hello) -> Said | None:
    """None if the server refuses."""
    line.settimeout(WITHIN)
    line.sendall(hello.record())
    try:
        kind, body = record(line)
    except (EOFError, ConnectionResetError):
        return None
    return read(body) if kind == HANDSHAKE and body[0] == SERVER_HELLO else None


def record(line: socket.socket) -> tuple[int, bytes]:
    """Raises EOFError, and TimeoutError for who neither answers nor hangs up."""
    kind, _, size = struct.unpack(">BHH", exactly(line, 5))
    return kind, exactly(line, size)


def exactly(line: socket.socket, size: int) -> bytes:
    found = b""
    while len(found) < size:
        if not (part := line.recv(size - len(found))):
            raise EOFError
        found += part
    return found


def read(message: bytes) -> Said:
    body = message[4 : 4 + int.from_bytes(message[1:4], "big")]
    after = 35 + body[34]
    cipher, compression = struct.unpack(">HB", body[after : after + 3])
    return Said(int.from_bytes(body[:2], "big"), cipher, compression, frozenset(names(body[after + 5 :])))


def names(extensions: bytes) -> Iterator[int]:
    while extensions:
        name, size = struct.unpack(">HH", extensions[:4])
        yield name
        extensions = extensions[4 + size :]
