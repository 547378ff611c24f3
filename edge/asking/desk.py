"""The desk: takes a command to Kafka, and waits for its answer if somebody wants to."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from time import perf_counter

from choreography.envelope import Envelope
from choreography.intake import body_hash
from choreography.ports import Sender, Unreachable
from choreography.sight.request import went_out
from choreography.sight.tracer import SILENT, Tracer
from contracts.base import Message
from contracts.identity import WithSecret
from contracts.topics import SECRETS_KEPT
from edge.asking.asked import Asked
from edge.asking.keys_seen import KeysSeen
from edge.asking.waiting import Answered, Waiting
from edge.problem import Problem, unavailable
from edge.settings import EdgeSettings


class Desk:
    """`open` requests wait for Kafka or for an answer; their number is bounded."""

    def __init__(
        self, settings: EdgeSettings, sender: Sender, waiting: Waiting, seen: KeysSeen, tracer: Tracer = SILENT
    ) -> None:
        self.settings, self.sender, self.waiting, self.seen, self.tracer = settings, sender, waiting, seen, tracer
        self.open = 0

    async def ask(self, command: Message, asked: Asked, wait: float, id_: str = "") -> Answered | None:
        """None if there is no answer after `wait` seconds. Raises Problem if it is not certain that Kafka has it.

        No key of the client's counts for a command that has its own `id_`.
        """
        body, id_ = await self._body(command, asked, id_), id_ or asked.command_id
        token = f"{id_}.{body_hash(body)}"
        with self._one_more(), self.waiting.registered(token) as waiter:
            await self._send(command, asked, id_, body)
            done, _ = await asyncio.wait([waiter], timeout=wait) if wait else ((), ())
            if wait and not done:
                self.waiting.gave_up(token)
            return waiter.result() if done else None

    async def tell(self, message: Message, asked: Asked, id_: str = "") -> None:
        """Something that nobody answers. Raises Problem as `ask` does."""
        body = await self._body(message, asked, id_)
        with self._one_more():
            await self._send(message, asked, id_ or asked.command_id, body)

    async def _body(self, said: Message, asked: Asked, id_: str) -> bytes:
        """What is sealed is said again as it was said first under the key. Raises Problem."""
        body = said.model_dump_json().encode()
        if id_ or not asked.keyed:
            return body
        of = f"{type(said).__name__}.{asked.means or body_hash(body)}"
        kept = SECRETS_KEPT.seconds if isinstance(said, WithSecret) else 0
        first = await self.seen.first(asked.command_id, of, body if asked.means else b"", kept)
        if first is None:
            raise Problem(422, "idempotency_key_reused")
        return first or body

    async def _send(self, said: Message, asked: Asked, id_: str, body: bytes) -> None:
        envelope = Envelope(
            id=id_,
            type=type(said).__name__,
            source="edge",
            time=datetime.now(UTC),
            topic=said.TOPIC,
            key=said.key,
            subject=said.subject,
            correlation=asked.correlation or id_,
            actor=asked.user,
            traceparent=asked.traceparent,
            route=asked.route,
        )
        began = perf_counter()
        try:
            await self.sender.send(envelope, body, self.settings.send_within)
        except Unreachable as error:
            detail = "Nothing is certain: ask again with the same Idempotency-Key."
            raise unavailable(self.settings.retry_after, detail=detail, id=said.subject) from error
        if self.tracer.on:
            facts: dict[str, str | int] = {"message.id": id_, "message.type": envelope.type}
            went_out(self.tracer, "edge publish", asked.traceparent, began, facts)

    @contextmanager
    def _one_more(self) -> Iterator[None]:
        if self.open >= self.settings.waiting:
            raise unavailable(self.settings.retry_after, "busy")
        self.open += 1
        try:
            yield
        finally:
            self.open -= 1
