"""A hub without a network: a transport that remembers, a clock that is turned by hand, a visitor that talks."""

import asyncio
import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from edge.live.frames import CLOSE, PING, TEXT
from edge.live.hub import Hub
from edge.live.ports import TokenRefused, TooManyTokens, User
from edge.live.settings import LiveSettings
from edge.live.socket import Socket
from edge.live.sweep import sweep_once

NOW = 1_000_000.0
KEY = b"\x01\x02\x03\x04"


class Turned:
    def __init__(self, clock: "HandClock", at: float, call: Callable[[], object]) -> None:
        self.clock, self.at, self.call = clock, at, call

    def cancel(self) -> None:
        if self in self.clock.due:
            self.clock.due.remove(self)


class HandClock:
    def __init__(self) -> None:
        self.time, self.due = NOW, list[Turned]()

    def now(self) -> float:
        return self.time

    wall = now

    def later(self, delay: float, call: Callable[[], object]) -> Turned:
        self.due.append(Turned(self, self.time + delay, call))
        return self.due[-1]

    def advance(self, seconds: float) -> None:
        end = self.time + seconds
        while self.due and (next_one := min(self.due, key=lambda turned: turned.at)).at <= end:
            self.due.remove(next_one)
            self.time = next_one.at
            next_one.call()
        self.time = end


class FakeTransport(asyncio.Transport):
    def __init__(self) -> None:
        super().__init__()
        self.written, self.eof, self.aborted, self.reading = b"", False, False, True

    def write(self, data: bytes | bytearray | memoryview) -> None:
        self.written += bytes(data)

    def can_write_eof(self) -> bool:
        return True

    def write_eof(self) -> None:
        self.eof = True

    def abort(self) -> None:
        self.aborted = True

    def pause_reading(self) -> None:
        self.reading = False

    def resume_reading(self) -> None:
        self.reading = True


class Feed:
    """`rows` is what the gap port answers, per channel; a channel without rows is told None."""

    def __init__(self) -> None:
        self.rows: dict[str, list[tuple[int, int, bytes]]] = {}
        self.asked: list[tuple[str, int]] = []
        self.open = asyncio.Event()
        self.open.set()
        self.was_asked = asyncio.Event()
        self.broken = 0

    async def gap(self, channel: str, after: int) -> list[tuple[int, int, bytes]] | None:
        self.asked.append((channel, after))
        self.was_asked.set()
        rows = self.rows.get(channel)
        await self.open.wait()
        if self.broken:
            self.broken -= 1
            raise ConnectionError("no database")
        return None if rows is None else [row for row in rows if row[1] > after]

    def has(self, channel: str, *numbers: int) -> None:
        self.rows[channel] = [(n, n, body(n)) for n in numbers]


class Sessions:
    """What is known of them: by name, whether they stand."""

    def __init__(self) -> None:
        self.known: dict[str, bool] = {}
        self.asked: list[set[str]] = []
        self.away = False

    async def standing(self, users: list[User]) -> dict[str, bool]:
        self.asked.append({user.session for user in users})
        if self.away:
            raise ConnectionError("no database")
        return {user.session: self.known[user.session] for user in users if user.session in self.known}


async def verify(claim: str, address: str) -> User:
    """A token is "user session seconds-to-live", and that of a program ends with what it may do."""
    if claim == "outage":
        raise ConnectionError("no keys")
    if claim == "one more":
        raise TooManyTokens
    if claim == "forged":
        raise TokenRefused
    user, session, seconds, *scopes = claim.split()
    until = datetime.fromtimestamp(NOW + float(seconds), UTC)
    return User(user, frozenset(), session, until, scopes=frozenset(scopes) if scopes else None)


async def allowed(user: User | None, channel: str) -> bool:
    """A booking is named by its buyer."""
    return channel.startswith(("event:", "queue:")) or (user is not None and channel.split(":")[1] == user.id)


class Rights:
    """`lost` are channels that nobody may watch any more; with `away` among them nobody can say."""

    def __init__(self) -> None:
        self.lost, self.asked = set[str](), list[str]()

    async def allowed(self, user: User | None, channel: str) -> bool:
        self.asked.append(channel)
        if "away" in self.lost:
            raise ConnectionError("no database")
        return channel not in self.lost and await allowed(user, channel)


def body(n: int) -> bytes:
    return b'{"n":%d}' % n


def masked(payload: bytes, first: int = 0x80 | TEXT) -> bytes:
    size = len(payload)
    head = bytes([first, 0x80 | size]) if size < 126 else bytes([first, 0x80 | 126]) + size.to_bytes(2, "big")
    return head + KEY + bytes(byte ^ KEY[at % 4] for at, byte in enumerate(payload))


def unpacked(data: bytes) -> list[tuple[int, bytes]]:
    """Opcode and payload of each server frame."""
    frames = []
    while data:
        size, start = data[1], 2
        if size >= 126:
            size, start = int.from_bytes(data[2:4], "big"), 4
        frames.append((data[0] & 15, data[start : start + size]))
        data = data[start + size :]
    return frames


class Visitor:
    """A client's end of a socket."""

    def __init__(self, hub: Hub, address: str = "here") -> None:
        self.hub, self.transport, self.home = hub, FakeTransport(), set[object]()
        self.socket = Socket(self.transport, self.home, hub)
        self.home.add(self.socket)
        hub.join(self.socket, address)

    def says(self, kind: str, **fields: Any) -> None:
        self.sends(masked(json.dumps({"type": kind, **fields}).encode()))

    def signs_in(self, claim: str) -> None:
        self.says("hello", token=claim)

    def sends(self, data: bytes) -> None:
        self.socket.data_received(data)

    def frames(self) -> list[tuple[int, bytes]]:
        """What came since the last look."""
        data, self.transport.written = self.transport.written, b""
        return unpacked(data)

    def hears(self) -> list[dict[str, Any]]:
        return [json.loads(payload) for opcode, payload in self.frames() if opcode == TEXT]

    def numbers(self) -> list[tuple[int, int]]:
        return [(said["from"], said["to"]) for said in self.hears() if said["type"] == "news"]

    def pings(self) -> int:
        return sum(opcode == PING for opcode, _ in self.frames())

    def ending(self) -> tuple[int, str] | None:
        """The code and the reason of our close."""
        ends = [payload for opcode, payload in self.frames() if opcode == CLOSE]
        return (int.from_bytes(ends[0][:2], "big"), ends[0][2:].decode()) if ends else None


class World:
    """A hub, its clock and its feed."""

    def __init__(self, **settings: Any) -> None:
        self.clock, self.feed, self.sessions, self.rights = HandClock(), Feed(), Sessions(), Rights()
        given = LiveSettings(**{"gap_pauses": (0.0, 0.0), **settings})
        self.hub = Hub(given, verify, self.rights.allowed, self.feed.gap, self.sessions.standing, self.clock)

    async def answered(self) -> None:
        """Until the hub has nothing to do."""
        while self.hub.hall.tasks:
            await asyncio.wait(self.hub.hall.tasks)

    async def passes(self, seconds: float) -> None:
        """...and all is swept."""
        self.clock.advance(seconds)
        sweep_once(self.hub, 0)
        await self.answered()

    async def one_turn(self) -> None:
        """The loop goes round once."""
        await asyncio.sleep(0)

    async def visitor(self, *channels: str, after: int | None = None, who: str | None = None) -> Visitor:
        """Connected, signed in and subscribed; what it was told so far is put aside."""
        visitor = Visitor(self.hub, address="")
        if who:
            visitor.signs_in(who)
        for channel in channels:
            visitor.says("subscribe", channel=channel, after=after)
        await self.answered()
        visitor.frames()
        return visitor

    async def visitor_now(self, channel: str, after: int, who: str) -> Visitor:
        """Signed in, and its wish to resume being read, while the feed may be shut."""
        self.feed.was_asked.clear()
        visitor = Visitor(self.hub, address="")
        visitor.signs_in(who)
        visitor.says("subscribe", channel=channel, after=after)
        await self.feed.was_asked.wait()
        visitor.frames()
        return visitor

    def publish(self, channel: str, *numbers: int) -> None:
        for n in numbers:
            self.hub.publish(channel, n, n, body(n))
