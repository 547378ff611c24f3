"""Who waits for which answer. One subscription hears them all."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import msgspec

from choreography.envelope import Headers


@dataclass(frozen=True, slots=True)
class Answered:
    """`kind` is the message's name, `body` its JSON."""

    kind: str
    body: bytes


class Said(msgspec.Struct):
    id: str
    type: str
    body: msgspec.Raw


_decode = msgspec.json.Decoder(Said).decode
Waiter = asyncio.Future[Answered]


class Waiting:
    """By `<command id>.<body hash>`: several may wait for one answer."""

    def __init__(self) -> None:
        self.waiters: dict[str, set[Waiter]] = {}

    @contextmanager
    def registered(self, token: str) -> Iterator[Waiter]:
        """From before the command is sent: an answer may be faster than the acknowledgement."""
        waiter: Waiter = asyncio.get_running_loop().create_future()
        self.waiters.setdefault(token, set()).add(waiter)
        try:
            yield waiter
        finally:
            waiter.cancel()
            self.waiters[token].discard(waiter)
            if not self.waiters[token]:
                del self.waiters[token]

    def hear(self, subject: str, body: bytes, headers: Headers) -> None:
        """A NATS listener for `answers.>`. What nobody here waits for is not even read."""
        waiters = self.waiters.get(subject.partition(".")[2])
        if waiters:
            said = _decode(body)
            for waiter in waiters:
                if not waiter.done():
                    waiter.set_result(Answered(said.type, bytes(said.body)))
