"""The way into Kafka: idempotent, in order per place, and thrown away whole when anything is wrong with it."""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress

from aiokafka import AIOKafkaProducer
from aiokafka.errors import KafkaError
from aiokafka.producer.message_accumulator import BatchBuilder

from choreography.changes import Said
from choreography.envelope import Envelope
from choreography.kafka.settings import KafkaSettings
from choreography.partition import partition_of
from choreography.ports import Place, Unreachable

FAILURES = (KafkaError, OSError, TimeoutError)


class KafkaProducer:
    """One a process, shared by all who publish. It connects at the first need, and again after any failure.

    aiokafka's idempotent producer is of no use after a fatal error, and tries again without end after any other: so a
    failed one is discarded with all that it still holds. What was in it fails, and its owners send it again.
    """

    def __init__(self, settings: KafkaSettings) -> None:
        self._settings = settings
        self._producer: AIOKafkaProducer | None = None
        self._building = asyncio.Lock()
        self._acked_at = 0.0
        self.discarded = 0

    async def publish(self, rows: Sequence[Said], acked: Callable[[Said], None]) -> None:
        """As `Producer.publish`: the next batch of a place goes after the ack of the last, places side by side."""
        places: dict[Place, list[Said]] = {}
        for row in rows:
            places.setdefault(self._place(row.envelope), []).append(row)
        producer = await self._ready()
        ended = await asyncio.gather(
            *(self._in_order(producer, place, rows, acked) for place, rows in places.items()), return_exceptions=True
        )
        for failure in ended:
            if isinstance(failure, FAILURES):
                await self._discard(producer)
                raise Unreachable(f"not published: {failure!r}") from failure
            if failure is not None:
                raise failure

    async def _in_order(
        self, producer: AIOKafkaProducer, place: Place, rows: list[Said], acked: Callable[[Said], None]
    ) -> None:
        while rows:
            batch, rest = _batch(producer, rows)
            async with asyncio.timeout(self._settings.patience):
                await (await producer.send_batch(batch, place[0], partition=place[1]))
            self._acked_at = self._now()
            for row in rows[: len(rows) - len(rest)]:
                acked(row)
            rows = rest

    async def send(self, envelope: Envelope, body: bytes, timeout: float) -> None:
        """As `Sender.send`. Records of one place that come while one is under way go together in the next batch."""
        began = self._now()
        topic, partition = self._place(envelope)
        try:
            async with asyncio.timeout(timeout):
                producer = await self._ready()
                await producer.send_and_wait(
                    topic, body, key=envelope.key.encode(), headers=list(envelope.headers()), partition=partition
                )
            self._acked_at = self._now()
        except FAILURES as error:
            if self._producer and (not isinstance(error, TimeoutError) or self._acked_at < began):
                await self._discard(self._producer)
            raise Unreachable(f"not sent: {error!r}") from error

    async def stop(self) -> None:
        """Nothing more is sent: what is still under way fails."""
        if self._producer:
            await self._discard(self._producer)

    async def _ready(self) -> AIOKafkaProducer:
        async with self._building:
            if self._producer is None:
                self._producer = await self._build()
            return self._producer

    async def _build(self) -> AIOKafkaProducer:
        producer = AIOKafkaProducer(
            bootstrap_servers=self._settings.bootstrap,
            enable_idempotence=True,
            acks="all",
            linger_ms=0,
            max_batch_size=self._settings.batch_bytes,
            max_request_size=2 * self._settings.batch_bytes,
        )
        try:
            async with asyncio.timeout(self._settings.patience):
                await producer.start()
        except BaseException as error:
            await _throw_away(producer)
            if isinstance(error, FAILURES):
                raise Unreachable(f"no producer: {error!r}") from error
            raise
        return producer

    async def _discard(self, producer: AIOKafkaProducer) -> None:
        """The first of those who failed with it does it."""
        if self._producer is producer:
            self._producer = None
            self.discarded += 1
            await _throw_away(producer)

    def _place(self, envelope: Envelope) -> Place:
        return envelope.topic, partition_of(envelope.key, self._settings.partitions)

    def _now(self) -> float:
        return asyncio.get_running_loop().time()


def _batch(producer: AIOKafkaProducer, rows: list[Said]) -> tuple[BatchBuilder, list[Said]]:
    """As many rows as go into one batch, and the rest. Raises KafkaError if not even one does."""
    batch = producer.create_batch()
    for sent, row in enumerate(rows):
        said = row.envelope
        if not batch.append(key=said.key.encode(), value=row.body, headers=list(said.headers()), timestamp=None):
            if not sent:
                raise KafkaError(f"{said.type} {said.id} is larger than a batch may be")
            break
    batch.close()
    return batch, rows[batch.record_count() :]


async def _throw_away(producer: AIOKafkaProducer) -> None:
    """`stop` would first wait until all is sent, which may be for ever. So the waiting batches fail, then it is cut."""
    producer._message_accumulator.fail_all(KafkaError("the producer was thrown away"))
    producer._closed = True
    await producer.client.close()
    with suppress(Exception):  # a batch that failed above may be missed by the request that was cut off
        await producer._sender.close()
