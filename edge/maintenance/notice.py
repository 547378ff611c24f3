"""What operators say of it, as it stands on the board, and what sockets are told."""

from datetime import UTC, datetime
from typing import Literal

import msgspec

from edge.live.messages import said

Mode = Literal["off", "no_bookings", "read_only"]
LONGEST = 24 * 3600
"""Seconds that one may last; so long it is remembered, too, that one is over."""


class Notice(msgspec.Struct, frozen=True):
    """`until` is in seconds since 1970."""

    mode: Mode = "off"
    until: float = 0.0
    text: str = ""

    def at(self, now: float) -> "Notice":
        return self if self.mode != "off" and now < self.until else OFF

    def frame(self) -> bytes:
        until = None if self.mode == "off" else datetime.fromtimestamp(self.until, UTC)
        return said("maintenance", mode=self.mode, until=until, text=self.text)


OFF = Notice()


def written(notice: Notice) -> str:
    return msgspec.json.encode(notice).decode()


def as_written(text: str) -> Notice:
    """What nobody can read is none."""
    try:
        return msgspec.json.decode(text, type=Notice)
    except msgspec.MsgspecError:
        return OFF
