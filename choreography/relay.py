"""The relay: a lane publishes what its own partitions said, in order, and nobody else does."""

import asyncio
import json
import logging
from collections.abc import Collection, Iterable
from time import perf_counter

from choreography.changes import Answer, Said
from choreography.envelope import Headers
from choreography.ports import Answers, Producer, Unreachable
from choreography.settings import ShellSettings
from choreography.sight.spans import publish_spans
from choreography.sight.tracer import SILENT, Tracer
from choreography.tasks import backoff

log = logging.getLogger(__name__)


class Relay:
    """Rows are sent in the order of the outbox; those added meanwhile go with the next round, after the acks.

    `acked` holds the ids that the log has for certain and that are still to be deleted from the outbox.
    """

    def __init__(self, producer: Producer, answers: Answers, settings: ShellSettings, tracer: Tracer = SILENT) -> None:
        self.producer, self.answers, self.settings, self.tracer = producer, answers, settings, tracer
        self.pending: dict[str, Said] = {}
        self.acked: dict[str, int] = {}
        self.published, self.failed, self.seconds = 0, 0, 0.0
        """Rows that the log has; rounds that failed; seconds spent in rounds that did not."""
        self.trouble = ""
        """Why nothing is published; empty if nothing is in the way."""
        self._work, self._moved = asyncio.Event(), asyncio.Event()
        self._telling: set[asyncio.Task[None]] = set()

    def add(self, rows: Iterable[Said]) -> None:
        """Rows that have just been committed."""
        for row in rows:
            self.pending[row.id] = row
        self._work.set()

    def refill(self, partitions: Collection[int], rows: Iterable[Said]) -> None:
        """What the table holds takes the place of what was remembered."""
        self.drop(partitions)
        self.add(row for row in rows if row.id not in self.acked)

    def drop(self, partitions: Collection[int]) -> None:
        """They are another's now, and so is what they have not published."""
        self.pending = {id_: row for id_, row in self.pending.items() if row.partition not in partitions}
        self._moved.set()

    async def drained(self, patience: float) -> None:
        """Wait until nothing is pending, at most so many seconds."""
        try:
            async with asyncio.timeout(patience):
                while self.pending:
                    self._moved.clear()
                    await self._moved.wait()
        except TimeoutError:
            log.warning("%s rows are left for the next owner to publish", len(self.pending))

    def forgotten(self, ids: Iterable[str]) -> None:
        """These were deleted from the outbox."""
        for id_ in ids:
            self.acked.pop(id_, None)

    async def run(self) -> None:
        """Publish for ever. A failure stops nothing but the row: the rest is sent again from there, in order.

        One that comes after some rows went through is as the first of its kind: the log is there.
        """
        failures = 0
        while True:
            if not self.pending:
                self._work.clear()
                await self._work.wait()
            before = self.published
            try:
                await self._publish(list(self.pending.values()))
                failures, self.trouble = 0, ""
            except Unreachable as error:
                failures = 1 if self.published > before else failures + 1
                self.failed, self.trouble = self.failed + 1, f"publishing stopped: {error}"
                log.warning(self.trouble)
                await backoff(failures, self.settings)

    async def _publish(self, rows: list[Said]) -> None:
        began = perf_counter()
        await self.producer.publish(rows, self._acknowledged)
        self.seconds += perf_counter() - began
        if self.tracer.on:
            self.tracer.record(publish_spans(rows, began))

    def _acknowledged(self, row: Said) -> None:
        if self.pending.pop(row.id, None) is None:
            return
        self._moved.set()
        self.published += 1
        told = [self.tell(token, Answer(row.id, row.envelope.type, row.body)) for token in row.answers]
        if told:
            told[-1].add_done_callback(lambda _: self._done(row))
        else:
            self._done(row)

    def _done(self, row: Said) -> None:
        """An answer stays in the outbox until it is told: whoever is killed in between leaves it to a successor."""
        self.acked[row.id] = row.partition

    def tell(self, token: str, answer: Answer) -> "asyncio.Task[None]":
        """Say an answer to whoever waits for the command `<id>.<hash>`."""
        head = json.dumps({"id": answer.id, "type": answer.type}).encode()
        return self.say(f"answers.{token}", head[:-1] + b', "body": ' + answer.body + b"}")

    def say(self, subject: str, body: bytes, headers: Headers = ()) -> "asyncio.Task[None]":
        """A word over NATS, which nothing waits for."""
        task = asyncio.create_task(self.answers.tell(subject, body, headers))
        self._telling.add(task)
        task.add_done_callback(self._said)
        return task

    def _said(self, task: asyncio.Task[None]) -> None:
        self._telling.discard(task)
        if not task.cancelled() and (error := task.exception()):
            log.warning("nobody was told: %s", error)
