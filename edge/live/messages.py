"""What is said over a socket, as JSON text. `docs/live.md` is the table."""

from datetime import datetime
from typing import Annotated

import msgspec

from edge.live.frames import frame


class Hello(msgspec.Struct, tag="hello", frozen=True):
    token: str | None = None


LAST = 2**63 - 1
"""No channel counts further."""


class Subscribe(msgspec.Struct, tag="subscribe", frozen=True):
    channel: str
    after: Annotated[int, msgspec.Meta(ge=0, le=LAST)] | None = None


class Unsubscribe(msgspec.Struct, tag="unsubscribe", frozen=True):
    channel: str


class Ping(msgspec.Struct, tag="ping", frozen=True):
    pass


ClientMessage = Hello | Subscribe | Unsubscribe | Ping

decode = msgspec.json.Decoder(ClientMessage).decode
_encode = msgspec.json.Encoder().encode


def said(kind: str, **fields: object) -> bytes:
    """A ready frame."""
    return frame(_encode({"type": kind, **fields}))


def welcome(user: str | None, expires_at: datetime | None) -> bytes:
    return said("welcome", user=user, expires_at=expires_at)


def error(code: str, channel: str | None = None) -> bytes:
    return said("error", code=code) if channel is None else said("error", code=code, channel=channel)


def news(channel: str, start: int, end: int, body: bytes) -> bytes:
    """`body` is JSON already and is not encoded again."""
    head = b'{"type":"news","channel":%b,"from":%d,"to":%d,"body":' % (_encode(channel), start, end)
    return frame(head + body + b"}")


PONG = said("pong")
