"""From NATS to the hub, and who may watch what."""

import asyncio
from time import perf_counter

import msgspec

from choreography.envelope import Headers
from choreography.sight.request import went_out
from choreography.sight.tracer import SILENT, Tracer
from contracts import subjects
from edge.auth.roles import Roles
from edge.live.hub import Hub
from edge.live.ports import Allowed, User
from edge.reading.bookings import Bookings
from edge.reading.cancellations import Cancellations

LOOKS = (0.1, 0.3, 0.6, 1.0)
"""Seconds between the looks at a booking that nobody knows yet: it may have been asked for just now."""


class Frame(msgspec.Struct):
    channel: str
    start: int = msgspec.field(name="from")
    end: int = msgspec.field(name="to")
    body: msgspec.Raw


class Head(msgspec.Struct):
    channel: str
    n: int


_frame = msgspec.json.Decoder(Frame).decode
_heads = msgspec.json.Decoder(list[Head]).decode


class News:
    """NATS listeners."""

    def __init__(self, hub: Hub, tracer: Tracer = SILENT) -> None:
        self.hub, self.tracer = hub, tracer
        self.unread = 0

    def live(self, subject: str, body: bytes, headers: Headers) -> None:
        began = perf_counter()
        try:
            frame = _frame(body)
        except msgspec.MsgspecError:
            self.unread += 1
            return
        written = self.hub.metrics.frames
        self.hub.publish(frame.channel, frame.start, frame.end, bytes(frame.body))
        if buyer := subjects.buyer_of(subject):
            self.hub.mirror(f"user:{buyer}", frame.channel, frame.start, frame.end, bytes(frame.body))
        if self.tracer.on and headers:
            facts: dict[str, str | int] = {"frame.sockets": self.hub.metrics.frames - written}
            went_out(self.tracer, "edge frame", dict(headers).get("traceparent", b"").decode(), began, facts)

    def heads(self, subject: str, body: bytes, headers: Headers) -> None:
        try:
            heads = _heads(body)
        except msgspec.MsgspecError:
            self.unread += 1
            return
        for head in heads:
            self.hub.head(head.channel, head.n)


def may_watch(bookings: Bookings, cancellations: Cancellations, roles: Roles) -> Allowed:
    async def allowed(user: User | None, channel: str) -> bool:
        kind, _, name = channel.partition(":")
        if kind in ("event", "queue"):
            return True
        if user is None:
            return False
        if kind == "cancellation":
            return await cancellations.of_event(name, roles.ahead(user)) is not None
        return name == user.id if kind == "user" else await _buys(bookings, user, name)

    return allowed


async def _buys(bookings: Bookings, user: User, booking_id: str) -> bool:
    for pause in (*LOOKS, None):
        buyer = await bookings.buyer(booking_id)
        if buyer is not None:
            return buyer == user.id
        if pause:
            await asyncio.sleep(pause)
    return False
