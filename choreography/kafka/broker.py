"""The broker of one process: all its consumers, started at once and stopped with care."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from types import TracebackType

from faststream import FastStream
from faststream.kafka import KafkaBroker

from choreography.kafka.access import KafkaAccess, security
from choreography.kafka.lane import KafkaLane
from choreography.kafka.reader import Reader
from choreography.kafka.settings import KafkaSettings
from choreography.kafka.topics import verify
from choreography.ports import Hearer

log = logging.getLogger(__name__)
log.addFilter(lambda record: not str(record.msg).startswith("Auto create topics"))  # `verify` has seen that all exist
Opening = Callable[[], AbstractAsyncContextManager[Sequence[Hearer]]]


class MeshBroker(KafkaBroker):
    """Consumes only: what is said goes through the outbox and `KafkaProducer`."""

    def __init__(self, settings: KafkaSettings, graceful: float = 30.0) -> None:
        super().__init__(
            settings.bootstrap.split(","),
            security=security(KafkaAccess()),
            consumer_only=True,
            allow_auto_create_topics=False,
            apply_types=False,
            graceful_timeout=graceful,
            logger=log,
        )
        self.settings, self._looked, self._right = settings, asyncio.Event(), False
        self.lanes: list[KafkaLane] = []
        self.readers: dict[float, Reader] = {}
        """By how far their hearers may be behind."""
        self._watching: asyncio.Task[None] | None = None

    def hear(self, hearer: Hearer) -> KafkaLane:
        """One more consumer, before the start. In a fixed fleet its name is `service.worker.lane`."""
        nth = sum(lane.hearer.group == hearer.group for lane in self.lanes)
        name = f"{hearer.group}.{self.settings.worker}.{nth}" if self.settings.worker else ""
        reader = self.readers.setdefault(hearer.behind, Reader(self.settings, hearer.behind))
        lane = KafkaLane(self, hearer, reader, self.settings, self._may_take, name)
        self.lanes.append(lane)
        return lane

    async def start(self) -> None:
        """All consumers at once: one after another each would wait for its own round. Beside them the topics are looked
        at, and nobody takes anything before they are as they should be. Who may not begin leaves what it has joined.
        Raises WrongTopic, and an ExceptionGroup of what befell the consumers.
        """
        await self.connect()
        starting = asyncio.create_task(self._all_start())
        try:
            topics = {topic for lane in self.lanes for topic in lane.hearer.topics}
            await verify(self.settings.bootstrap, topics, self.settings.partitions)
            self._right = True
            self._looked.set()
            await starting
        except BaseException:
            self._right = False
            self._looked.set()
            starting.cancel()
            await asyncio.gather(starting, return_exceptions=True)
            await self.stop()
            raise
        self._watching = asyncio.create_task(self._watch())
        self.running = True

    async def _may_take(self) -> bool:
        """Returns when the topics were looked at: are they as they should be, and has nobody failed to start?"""
        await self._looked.wait()
        return self._right

    async def _all_start(self) -> None:
        async with asyncio.TaskGroup() as starting:
            for reader in self.readers.values():
                starting.create_task(reader.start())
            for subscriber in self.subscribers:
                starting.create_task(subscriber.start())

    async def stop(
        self,
        exc_type: type[BaseException] | None = None,
        exc_val: BaseException | None = None,
        exc_tb: TracebackType | None = None,
    ) -> None:
        if self._watching:
            self._watching.cancel()
        await asyncio.gather(*(lane.flush() for lane in self.lanes))
        await super().stop(exc_type, exc_val, exc_tb)
        await asyncio.gather(*(reader.stop() for reader in self.readers.values()))

    async def _watch(self) -> None:
        """aiokafka's consumer does not come back from everything: one that has failed for long is replaced."""
        while True:
            await asyncio.sleep(self.settings.retry)
            for reader in self.readers.values():
                if reader.broken:
                    await _replaced("reader", reader.restart)
            for lane in self.lanes:
                if lane.broken:
                    await _replaced(lane.hearer.group, lane.restart)


async def _replaced(name: str, restart: Callable[[], Awaitable[None]]) -> None:
    try:
        await restart()
    except Exception:
        log.exception("%s: the new consumer did not start; once more", name)


def worker(settings: KafkaSettings, opening: Opening) -> FastStream:
    """The application for `faststream run`; `opening` has what the hearers need open until the last batch is done."""

    @asynccontextmanager
    async def lifespan() -> AsyncIterator[None]:
        async with opening() as hearers:
            for hearer in hearers:
                broker.hear(hearer)
            yield

    broker = MeshBroker(settings)
    return FastStream(broker, lifespan=lifespan, logger=log)
