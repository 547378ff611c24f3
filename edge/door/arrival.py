"""The `http=` class of uvicorn: how large the head of a request may be, and how long its parts may take to come."""

import asyncio
from typing import ClassVar, cast

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from edge.door.bare import written
from edge.door.patience import Part, Patience
from edge.problem import Problem, unavailable
from edge.settings import EdgeSettings

PORTION = 1024 * 1024
"""Bytes of a body that have a time of their own: a large one may come over a slow line, but goes on."""


class TooLarge(Exception):
    """Raised in a call of the parser, which stops there."""


class Arrival(HttpToolsProtocol):
    settings: ClassVar[EdgeSettings]
    at_most: ClassVar[int]
    """Connections of all kinds."""
    part: Part = ""
    too_large = False
    one_too_many = False
    size = 0
    """Of the head, and of what follows a body in chunks."""
    portion = 0
    unread = 0
    """Bytes of which the parser has told nothing yet."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(cast("asyncio.Transport", transport))
        within: dict[Part, float] = {"head": self.settings.head_within, "body": self.settings.body_within}
        self.patience = Patience(self.loop, within, self.late)
        self.one_too_many = len(self.connections) > self.at_most
        self.patience.wait("head")

    def connection_lost(self, exc: Exception | None) -> None:
        self.patience.wait("")
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        if self.one_too_many:
            return self.turn_away()
        self.unread += len(data)
        super().data_received(data)
        if self.transport.is_closing() or self not in self.connections:
            self.patience.wait("")
        elif self.unread > self.settings.head:
            self.refuse(Problem(431, "head_too_large"))
        else:
            self.patience.wait(self.part or ("head" if self.idle else ""))
        return None

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self.part, self.size = "head", 0
        self.patience.wait("")

    def on_url(self, url: bytes) -> None:
        self.grow(len(url))
        super().on_url(url)

    def on_header(self, name: bytes, value: bytes) -> None:
        self.grow(len(name) + len(value) + len(": \r\n"))
        super().on_header(name, value)

    def grow(self, size: int) -> None:
        self.unread = 0
        self.size += size
        self.too_large = self.size > self.settings.head or len(self.headers) >= self.settings.headers
        if self.too_large:
            raise TooLarge

    def on_headers_complete(self) -> None:
        super().on_headers_complete()
        self.part, self.portion = "body", 0

    def on_body(self, body: bytes) -> None:
        super().on_body(body)
        self.unread = 0
        self.portion += len(body)
        if self.portion >= PORTION:
            self.portion = 0
            self.patience.wait("")

    def on_message_complete(self) -> None:
        super().on_message_complete()
        self.part, self.unread = "", 0

    def send_400_response(self, msg: str) -> None:
        self.part = self.part or "head"
        self.refuse(Problem(431, "head_too_large") if self.too_large else Problem(400, "bad_request"))

    def turn_away(self) -> None:
        """Once they ask, for a connection that is closed before would take the answer along."""
        self.patience.wait("")
        self.transport.write(written(unavailable(self.settings.retry_after, "busy")))
        self.transport.close()

    @property
    def idle(self) -> bool:
        """Nothing is being answered."""
        return self.cycle is None or self.cycle.response_complete

    def late(self) -> None:
        """Not where it is we who do not read."""
        if self.flow.read_paused:
            self.patience.begin(self.patience.part)
        else:
            self.refuse(Problem(408, "too_slow"))

    def refuse(self, problem: Problem) -> None:
        """Told to who has begun a request, where nothing else is being said to them."""
        self.patience.wait("")
        unanswered = self.part == "body" and self.cycle and not self.cycle.response_started and not self.pipeline
        if unanswered or (self.part == "head" and self.idle):
            self.transport.write(written(problem))
        if self.cycle:
            self.cycle.disconnected = True
            self.cycle.message_event.set()
        self.transport.close()


def arriving(settings: EdgeSettings, at_most: int) -> type[Arrival]:
    """`at_most` is the bound of all connections: one more is told `busy`."""

    class AsSet(Arrival): ...

    AsSet.settings, AsSet.at_most = settings, at_most
    return AsSet
