"""The producer of the moment: made at the first need, thrown away at any failure, and made anew."""

import asyncio
from contextlib import suppress

from aiokafka import AIOKafkaProducer
from aiokafka.errors import KafkaError

from choreography.kafka.access import connecting
from choreography.kafka.settings import KafkaSettings
from choreography.ports import Unreachable

FAILURES = (KafkaError, OSError, TimeoutError)


class Connection:
    """aiokafka's idempotent producer is of no use after a fatal error, and tries again without end after any other.

    So a failed one is discarded with all that it still holds: what was in it fails, and its owners send it again.
    """

    def __init__(self, settings: KafkaSettings) -> None:
        self._settings = settings
        self._producer: AIOKafkaProducer | None = None
        self._building = asyncio.Lock()
        self.discarded = 0

    async def ready(self) -> AIOKafkaProducer:
        """Raises Unreachable.

        Nobody takes the lock where there is one: else all who came while it was built would be let through one by one,
        a turn of the loop each, and whoever comes after them too.
        """
        if self._producer is None:
            async with self._building:
                self._producer = self._producer or await self._build()
        return self._producer

    async def discard(self, producer: AIOKafkaProducer) -> None:
        """The first of those who failed with it does it: what was built since is not theirs to throw away."""
        if self._producer is producer:
            self._producer = None
            self.discarded += 1
            await _throw_away(producer)

    async def close(self) -> None:
        """Discard whatever there is."""
        if self._producer is not None:
            await self.discard(self._producer)

    async def _build(self) -> AIOKafkaProducer:
        producer = AIOKafkaProducer(
            **connecting(self._settings.bootstrap),
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


async def _throw_away(producer: AIOKafkaProducer) -> None:
    """`stop` would first wait until all is sent, which may be for ever. So the waiting batches fail, then it is cut."""
    waiting, sender = producer._message_accumulator, producer._sender
    waiting._pending_batches |= {batch for some in waiting._batches.values() for batch in some}  # each looks for itself
    waiting.fail_all(KafkaError("the producer was thrown away"))
    producer._closed = True
    if task := sender.sender_task:
        task.remove_done_callback(sender._fail_all)  # once more, and then it fails itself: there is no transaction
    await producer.client.close()
    with suppress(Exception):  # a batch that failed above may be missed by the request that was cut off
        await sender.close()
