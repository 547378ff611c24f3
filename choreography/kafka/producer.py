"""The way into Kafka: idempotent, in order per place, and thrown away whole when anything is wrong with it."""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress

from aiokafka import AIOKafkaProducer
from aiokafka.producer.message_accumulator import BatchBuilder

from choreography.changes import Said
from choreography.envelope import Envelope
from choreography.kafka.connection import FAILURES, Connection
from choreography.kafka.settings import KafkaSettings
from choreography.partition import partition_of
from choreography.ports import Place, Unreachable

MARGIN = 16 * 1024
"""Bytes of a batch for a record's key and headers."""


class KafkaProducer:
    """One a process, shared by all who publish; `connection` counts how often it had to be made anew."""

    def __init__(self, settings: KafkaSettings) -> None:
        self._settings = settings
        self.connection = Connection(settings)
        self._acked_at = 0.0

    async def publish(self, rows: Sequence[Said], acked: Callable[[Said], None]) -> None:
        """As `Producer.publish`: the next batch of a place goes after the ack of the last, places side by side."""
        places: dict[Place, list[Said]] = {}
        for row in rows:
            places.setdefault(self._place(row.envelope), []).append(row)
        producer = await self.connection.ready()
        ended = await asyncio.gather(
            *(self._in_order(producer, place, rows, acked) for place, rows in places.items()), return_exceptions=True
        )
        failed = [failure for failure in ended if failure is not None]
        for failure in failed:
            if isinstance(failure, FAILURES):
                await self.connection.discard(producer)
                raise Unreachable(f"not published: {failure!r}") from failure
        for failure in failed:
            raise failure

    async def _in_order(
        self, producer: AIOKafkaProducer, place: Place, rows: list[Said], acked: Callable[[Said], None]
    ) -> None:
        while rows:
            self._assert_fits(rows[0].envelope, rows[0].body)
            batch, rest = _batch(producer, rows)
            async with asyncio.timeout(self._settings.patience):
                await (await producer.send_batch(batch, place[0], partition=place[1]))
            self._acked_at = self._now()
            for row in rows[: len(rows) - len(rest)]:
                acked(row)
            rows = rest

    async def send(self, envelope: Envelope, body: bytes, timeout: float) -> None:
        """As `Sender.send`. Records of one place that come while one is under way go together in the next batch."""
        self._assert_fits(envelope, body)
        began = self._now()
        topic, partition = self._place(envelope)
        producer: AIOKafkaProducer | None = None
        try:
            async with asyncio.timeout(timeout):
                producer = await self.connection.ready()
                await producer.send_and_wait(
                    topic, body, key=envelope.key.encode(), headers=list(envelope.headers()), partition=partition
                )
            self._acked_at = self._now()
        except FAILURES as error:
            if producer and (not isinstance(error, TimeoutError) or self._acked_at < began):
                await self.connection.discard(producer)
            raise Unreachable(f"not sent: {error!r}") from error

    async def prepare(self) -> None:
        """Connect now, that the first who publishes need not wait for it. If it fails he tries again, and is told."""
        with suppress(Unreachable):
            await self.connection.ready()

    async def stop(self) -> None:
        """Nothing more is sent: what is still under way fails."""
        await self.connection.close()

    def _assert_fits(self, envelope: Envelope, body: bytes) -> None:
        """The broker would refuse it, and an idempotent producer does not survive a refusal."""
        if len(body) > self._settings.batch_bytes - MARGIN:
            raise Unreachable(f"{envelope.type} {envelope.id} is larger than a batch may be: {len(body)} bytes")

    def _place(self, envelope: Envelope) -> Place:
        return envelope.topic, partition_of(envelope.key, self._settings.partitions)

    def _now(self) -> float:
        return asyncio.get_running_loop().time()


def _batch(producer: AIOKafkaProducer, rows: list[Said]) -> tuple[BatchBuilder, list[Said]]:
    """As many rows as go into one batch, at least one, and the rest."""
    batch = producer.create_batch()
    for row in rows:
        said = row.envelope
        if not batch.append(key=said.key.encode(), value=row.body, headers=list(said.headers()), timestamp=None):
            break
    batch.close()
    return batch, rows[batch.record_count() :]
