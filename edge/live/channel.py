"""What the hub knows of one channel while somebody watches it."""

import asyncio
from collections import deque
from dataclasses import dataclass, field

from edge.live.clock import Handle
from edge.live.item import Item
from edge.live.messages import said
from edge.live.names import client_name, is_conflated
from edge.live.socket import Socket


@dataclass(slots=True)
class Joiner:
    """A socket that resumes: it has everything up to `at`, and gets the rest from the channel's log."""

    at: int
    replayed: bool = False
    lost: bool = False
    """The log did not reach: it must resync."""


@dataclass(slots=True, eq=False)
class Channel:
    """`last` is the newest number heard, `sent` the newest that watchers were told; both None until one is known."""

    name: str
    watchers: set[Socket] = field(default_factory=set)
    joiners: dict[Socket, Joiner] = field(default_factory=dict)
    last: int | None = None
    sent: int | None = None
    head: int = 0
    """The feed's last number, if it was said."""
    log: list[Item] = field(default_factory=list)
    """Everything since the first of the joiners came."""
    reads: dict[int, asyncio.Task[list[Item] | None]] = field(default_factory=dict)
    """Gaps being read for joiners; whoever shares one must have come while the log was kept."""
    pending: list[Item] = field(default_factory=list)
    """Waits for the end of the quiet time."""
    quiet: Handle | None = None
    held: list[Item] | None = None
    """Waits for a hole to be healed; None while there is none."""
    outgoing: deque[tuple[bytes, list[Socket]]] = field(default_factory=deque)
    pump: asyncio.Task[None] | None = None

    @property
    def label(self) -> str:
        return client_name(self.name)

    @property
    def conflated(self) -> bool:
        return is_conflated(self.name)

    @property
    def is_of_event(self) -> bool:
        return self.name.startswith("event:")

    @property
    def empty(self) -> bool:
        return not self.watchers and not self.joiners

    def forget_joiners_past(self) -> None:
        self.log.clear()
        self.reads.clear()

    def resync_frame(self) -> bytes:
        return said("resync", channel=self.label, at=self.sent)
