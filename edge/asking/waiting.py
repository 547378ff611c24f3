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


REMEMBERED = 10_000
"""Waits that were given up: of these a late answer is known as late."""


class Waiting:
    """By `<command id>.<body hash>`: several may wait for one answer. `late` ones came when all were gone."""

    def __init__(self) -> None:
        self.waiters: dict[str, set[Waiter]] = {}
        self.late = self.timed_out = 0
        self._given_up: dict[str, None] = {}

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

    def gave_up(self, token: str) -> None:
        """Whoever waited was told that it is accepted."""
        self.timed_out += 1
        self._given_up[token] = None
        if len(self._given_up) > REMEMBERED:
            del self._given_up[next(iter(self._given_up))]

    def hear(self, subject: str, body: bytes, headers: Headers) -> None:
        """A NATS listener for `answers.>`. What nobody here waits for is not even read."""
        token = subject.partition(".")[2]
        waiters = self.waiters.get(token)
        if token in self._given_up:
            del self._given_up[token]
            self.late += not waiters
        if waiters:
            said = _decode(body)
            for waiter in waiters:
                if not waiter.done():
                    waiter.set_result(Answered(said.type, bytes(said.body)))
