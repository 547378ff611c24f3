"""The lane: the shell around the steps. One lane is one member of its service's group, and owns some partitions.

Whatever goes wrong, the lane asks the store where it stands (`_recover`) and goes on from there; it never trusts its
own memory of a batch that failed.
"""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Sequence
from datetime import datetime
from typing import Any

from choreography.alarm import AGAIN
from choreography.batches import Batches
from choreography.begin import begun
from choreography.changes import LaneRow
from choreography.effects import Effects
from choreography.intake import Item, from_record, is_heard
from choreography.ports import Answers, Consumer, Place, Producer, Record, Store
from choreography.relay import Relay
from choreography.service import Service
from choreography.settings import ShellSettings
from choreography.sight.counters import ConsumerCounters, Counters
from choreography.sight.tracer import SILENT, Tracer
from choreography.standstill import Standstill
from choreography.tasks import backoff
from choreography.trouble import FAILURES, Trouble
from choreography.unheard import Unheard


class Lane:
    """`resources` are what the service's effects ask for, by name."""

    def __init__(
        self,
        service: Service,
        store: Store,
        producer: Producer,
        answers: Answers,
        resources: dict[str, Any] | None = None,
        settings: ShellSettings | None = None,
        tracer: Tracer = SILENT,
    ) -> None:
        self.service, self.store, self.settings = service, store, settings or ShellSettings()
        self.group, self.topics, self.behind = service.name, service.topics, service.behind
        self.relay = Relay(producer, answers, self.settings, tracer)
        self.epochs: dict[int, int] = {}
        self.effects = Effects(service, store, resources or {}, self.settings, self._finished, self.epochs, tracer)
        self.batches, self.unheard = Batches(service, store, self.relay, self.effects, self.settings, tracer), Unheard()
        self.alarm = self.batches.alarm
        self.standstill = Standstill(f"{service.name}: a batch")
        self.consumed = ConsumerCounters()
        self.written: dict[Place, datetime] = {}
        """When the last record handled of each place was written, for the lag."""
        self._fresh: set[int] = set()
        self._anew: set[int] = set()
        """Of which nothing came since they were taken, or are read anew: what comes first is saved at once."""
        self._waits_since = 0.0
        self._lock = asyncio.Lock()
        self._throttled, self._trouble = False, Trouble(self.batches.next)

    @property
    def counters(self) -> Counters:
        return self.batches.counters

    @property
    def next(self) -> dict[int, dict[str, int]]:
        """By partition and topic, the offset after the last record that nothing is left to be done about."""
        found = {partition: dict(topics) for partition, topics in self.batches.next.items()}
        for partition, topic, offset in self.unheard.ahead():
            found.setdefault(partition, {})[topic] = offset
        return found

    # what the bus calls
    def connect(self, consumer: Consumer) -> None:
        self.consumer, self.consumed, self.batches.partitions = consumer, consumer.counters, consumer.partitions

    async def assign(self, partitions: set[int]) -> None:
        """The group gives these partitions: nobody else may write them from now on."""
        self._fresh |= partitions
        async with self._lock:
            await self._guarded(self._take_fresh)

    async def revoke(self, partitions: set[int]) -> None:
        """The group takes these partitions away; the batch in hand is finished first."""
        self._fresh -= partitions
        async with self._lock:
            await self.relay.drained(self.settings.backoff_most)
            await self._guarded(self._tidy)
            for partition in partitions:
                self._leave(partition)

    def hears(self, record: Record) -> bool:
        return is_heard(self.service, record)

    async def process(self, records: Sequence[Record]) -> None:
        async with self._lock:
            own, many = [record for record in records if record.partition in self.epochs], self.batches.partitions
            mine = [from_record(self.service, record, many) for record in own]
            await self._guarded(lambda: self._heard(mine, records))

    async def _heard(self, mine: list[Item], records: Sequence[Record]) -> None:
        self._begins_to_wait()
        if items := self.unheard.with_records(mine):
            await self._batch(items)
        if news := self._anew & {item.partition for item in mine}:
            self._anew -= news
            await self._settle()
        self.written |= {(record.topic, record.partition): record.timestamp for record in records}

    @property
    def full(self) -> bool:
        """Is more unpublished, or undone, than the bound? True until less than half of it is left, and while unsure."""
        load = max(
            len(self.relay.pending) / self.settings.outbox_at_most,
            len(self.effects.open) / self.settings.effects_at_most,
        )
        self._throttled = load > (0.5 if self._throttled else 1.0)
        return self._throttled or self._trouble.unsure

    @property
    def throttled(self) -> bool:
        """What `full` said when it was last asked."""
        return self._throttled

    @property
    def pausing(self) -> bool:
        """Did it fail, so that it asks the store where it stands, after a pause that grows, before all else?"""
        return self._trouble.unsure

    @property
    def trouble(self) -> str:
        """Why the lane stands still, for readiness; empty if it does not."""
        return self._trouble.why

    @property
    def unready(self) -> str:
        """Why it does not do all of its work; empty if it does."""
        if self._fresh or not self.epochs:
            return self.trouble or "no partitions yet"
        return self.trouble or self.relay.trouble

    # the lane's own life
    async def run(self) -> None:
        """Publish, take over, handle what becomes due, and forget what was acknowledged: until cancelled."""
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self.relay.run())
            tasks.create_task(self._tick())

    async def _tick(self) -> None:
        try:
            while True:
                await self._until_due()
                async with self._lock:
                    await self._guarded(self._take_fresh)
                    if self.epochs and self.alarm.is_due:
                        await self._guarded(self._due)
                    if self._is_idle():
                        await self._guarded(self._tidy)
        finally:
            self.effects.stop()

    async def _until_due(self) -> None:
        if self._fresh or self._trouble.unsure:
            return
        if not self.epochs:
            self.alarm.set_in(self.settings.poll)
        await self.alarm.rings(max(AGAIN, self.settings.settle_after - self._waited))

    def wake(self) -> None:
        """Something waits for this lane now."""
        self.alarm.wake()

    def _finished(self) -> None:
        """The result of an effect waits."""
        self.alarm.sooner(self.behind)

    def _is_idle(self) -> bool:
        """Was nothing saved for a while, though something is left that a batch would take along?"""
        left = self.relay.acked and self.alarm.now() - self.batches.saved_at >= self.settings.forget_after
        return bool(left) or self._waited >= self.settings.settle_after

    @property
    def _waited(self) -> float:
        """For so many seconds something waits in memory alone for a batch that is saved anyway; 0 if nothing does."""
        return self.alarm.now() - self._waits_since if self.unheard or self.batches.held.partitions else 0.0

    def _begins_to_wait(self) -> None:
        """What comes now may have to; what does already goes on, though it goes from one place to the other."""
        if not (self.unheard or self.batches.held.partitions):
            self._waits_since = self.alarm.now()

    async def _guarded(self, work: Callable[[], Awaitable[None]]) -> None:
        """No failure leaves the lane: it is counted, said, and the store is asked where we stand before all else.

        Raises what is none of them, a fault of ours, once it is said too: who stands still by it must not look well.
        """
        try:
            if self._trouble.unsure:
                await self._recover()
            else:
                await work()
                self._trouble.done(work)
            if not self.trouble:
                self.standstill.over()
        except FAILURES as error:
            await self._failed(error, work)
        except Exception as error:
            self._trouble.failed(error, work)
            self.counters.did_fail(type(error).__name__)
            raise

    async def _failed(self, error: Exception, work: object) -> None:
        self._trouble.failed(error, work)
        self.counters.did_fail(type(error).__name__)
        self.standstill.failed(self.trouble)
        if self._trouble.pauses(error):
            await backoff(self._trouble.failures, self.settings)
        self.wake()

    # ownership
    async def _take_fresh(self) -> None:
        if not self._fresh:
            return
        rows = await self._begun(await self.store.take(set(self._fresh)))
        mine = [row for partition, row in rows.items() if partition in self._fresh]  # some were taken away meanwhile
        self._fresh -= {row.partition for row in mine}
        self.epochs |= {row.partition: row.epoch for row in mine}
        await self._resume(mine)

    async def _begun(self, rows: dict[int, LaneRow]) -> dict[int, LaneRow]:
        """Asks the log what it still has; the books then say the same."""
        bounds = await self.consumer.bounds((topic, partition) for partition in rows for topic in self.topics)
        all_ = {partition: begun(self.service, row, bounds) for partition, row in rows.items()}
        if changed := [row for partition, row in all_.items() if row.next != rows[partition].next]:
            await self.store.start(changed)
        return all_

    async def _resume(self, rows: Collection[LaneRow]) -> None:
        """Go on from the books: read what is next, publish what was not, perform what is not done."""
        for row in rows:
            for topic in self.topics:
                self.consumer.seek((topic, row.partition), row.next.get(topic, 0))
            self._let_go(row.partition)
        partitions = [row.partition for row in rows]
        self._anew |= {*partitions}
        self.relay.refill(partitions, await self.store.unpublished(partitions))
        await self.effects.refill(partitions)
        self.batches.next |= {row.partition: row.next for row in rows}
        self.wake()

    async def _recover(self) -> None:
        """After any failure: whose partitions are still ours, and where do they stand?"""
        mine = await self.store.recover(dict(self.epochs))
        lost = set(self.epochs) - set(mine)
        for partition in lost:
            self._leave(partition)
        if lost:
            self._fresh |= lost & await self.consumer.assignment()
        if self._trouble.hole and mine:
            mine = await self._begun(mine)
        await self._resume(mine.values())
        self._trouble.recovered()

    def _leave(self, partition: int) -> None:
        self.epochs.pop(partition, None)
        self.batches.next.pop(partition, None)
        self._anew.discard(partition)
        self._let_go(partition)
        self.relay.drop([partition])
        self._trouble.left()

    def _let_go(self, partition: int) -> None:
        """What is only in memory of it will be read again."""
        self.unheard.drop(partition)
        self.batches.held.drop([partition])

    # batches
    async def _batch(self, items: list[Item]) -> None:
        if await self.batches.run(items, self._trouble.conflicts):
            self._trouble.went_well()

    async def _due(self) -> None:
        self._begins_to_wait()
        await self._batch(self.unheard.taken())

    async def _settle(self) -> bool:
        """Save what lies in memory alone; False if there is nothing."""
        if settled := await self.batches.settle(self.unheard.taken()):
            self._trouble.went_well()
        return settled

    async def _tidy(self) -> None:
        """Save what no batch took along: what changed nothing, or nobody hears, and that the log has what was said."""
        if not await self._settle() and self.relay.acked:
            ids = tuple(self.relay.acked)
            await self.store.forget(ids)
            self.relay.forgotten(ids)
