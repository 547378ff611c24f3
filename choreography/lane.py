"""The lane: the shell around the steps. One lane is one member of its service's group, and owns some partitions.

A batch is one read, a pure fold, and one guarded write. Whatever goes wrong, the lane asks the store where it
stands (`_recover`) and goes on from there; it never trusts its own memory of a batch that failed.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from time import perf_counter
from typing import Any

from choreography.changes import Changes, LaneRow
from choreography.effects import Effects
from choreography.fold import Folded, Hole, fold
from choreography.health import BadRelease, Deaths
from choreography.intake import Item, from_record, from_waiting, wanted
from choreography.ports import (
    Answers,
    Conflict,
    Consumer,
    Fenced,
    Place,
    Producer,
    Record,
    Store,
    Unknown,
    Unreachable,
    Violation,
)
from choreography.relay import Relay
from choreography.service import Service
from choreography.settings import ShellSettings
from choreography.sight.counters import Counters
from choreography.sight.spans import batch_spans
from choreography.sight.tracer import SILENT, Tracer
from choreography.tasks import backoff

log = logging.getLogger(__name__)
STUCK = (Conflict, Violation, BadRelease)
"""A lane that failed by one of these is well again only when a batch is saved, not when it has found its place."""
CONFLICTS_AT_MOST = 3
"""Conflicts in a row that may be races."""
AGAIN = 0.001
"""Seconds, at least, between two looks at the table: a clock may be a hair behind another."""
FAILURES = (Hole, Fenced, Conflict, Violation, Unknown, Unreachable, BadRelease)


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
        self.group, self.topics = service.name, service.topics
        self.relay, self.tracer = Relay(producer, answers, self.settings, tracer), tracer
        self.epochs: dict[int, int] = {}
        self.effects = Effects(service, store, resources or {}, self.settings, self.wake, self.epochs, tracer)
        self.counters, self.deaths = Counters(), Deaths(self.settings)
        self.trouble = ""
        """Why the lane stands still, for readiness; empty if it does not."""
        self.next: dict[int, dict[str, int]] = {}
        """By partition and topic, the offset after the last record in the books..."""
        self.written: dict[Place, datetime] = {}
        """...and when that record was written: both for the lag."""
        self._fresh: set[int] = set()
        self._lock = asyncio.Lock()
        self._woken = asyncio.Event()
        self._look_at = 0.0
        self._throttled = False
        self._failures = self._conflicts = 0
        self._unsure = self._stuck = False

    # what the bus calls
    def connect(self, consumer: Consumer) -> None:
        self.consumer = consumer

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
            await self._guarded(self._forget)
            for partition in partitions:
                self._leave(partition)

    async def process(self, records: Sequence[Record]) -> None:
        async with self._lock:
            mine = [from_record(self.service, record) for record in records if record.partition in self.epochs]
            await self._guarded(lambda: self._heard(mine, records))

    async def _heard(self, mine: list[Item], records: Sequence[Record]) -> None:
        await self._batch(mine)
        self.written |= {(record.topic, record.partition): record.timestamp for record in records}

    @property
    def full(self) -> bool:
        """Is more unpublished, or undone, than the bound? True until less than half of it is left, and while unsure."""
        load = max(
            len(self.relay.pending) / self.settings.outbox_at_most,
            len(self.effects.open) / self.settings.effects_at_most,
        )
        self._throttled = load > (0.5 if self._throttled else 1.0)
        return self._throttled or self._unsure

    @property
    def throttled(self) -> bool:
        """What `full` said when it was last asked."""
        return self._throttled

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
                    if self._is_due():
                        await self._guarded(lambda: self._batch([]))
                    await self._guarded(self._forget)
        finally:
            self.effects.stop()

    async def _until_due(self) -> None:
        self._woken.clear()
        wait = max(0.0, self._look_at - self._now()) if self.epochs else self.settings.poll
        if self._fresh or self._unsure or wait < AGAIN / 2:
            return
        try:
            async with asyncio.timeout(min(wait, self.settings.forget_after)):
                await self._woken.wait()
        except TimeoutError:
            return

    def wake(self) -> None:
        """Something waits for this lane now."""
        self._look_at = 0.0
        self._woken.set()

    def _is_due(self) -> bool:
        return bool(self.epochs) and self._now() >= self._look_at - AGAIN / 2

    async def _guarded(self, work: Callable[[], Awaitable[None]]) -> None:
        """No failure leaves the lane: it is counted, said, and the store is asked where we stand before all else."""
        try:
            if not self._unsure:
                await work()
                return
            await self._recover()
            if not self._stuck:
                self._went_well()
        except FAILURES as error:
            await self._failed(error)

    def _went_well(self) -> None:
        self._failures = self._conflicts = 0
        self._stuck, self.trouble = False, ""

    async def _failed(self, error: Exception) -> None:
        self._failures, self._unsure = self._failures + 1, True
        self._conflicts += isinstance(error, Conflict)
        self._stuck = isinstance(error, STUCK)
        name = type(error).__name__
        self.counters.did_fail(name)
        self.trouble = f"{name}: {error}"
        log.warning("%s: a batch failed: %s", self.service.name, self.trouble)
        if isinstance(error, Unreachable | BadRelease) or self._failures > 1:
            await backoff(self._failures, self.settings)
        self.wake()

    # ownership
    async def _take_fresh(self) -> None:
        for partition in sorted(self._fresh):
            row = await self.store.take(partition)
            start = await self._start(row)
            if partition not in self._fresh:
                continue  # taken away meanwhile
            self._fresh.discard(partition)
            self.epochs[partition] = row.epoch
            await self._resume(LaneRow(partition, row.epoch, row.turn, start))

    async def _start(self, row: LaneRow) -> dict[str, int]:
        """Where the lane reads on: a topic new to it begins at its end, unless the whole lane is new."""
        places = [(topic, row.partition) for topic in self.topics]
        bounds = await self.consumer.bounds(places)
        new = self.service.from_start if not row.next else False
        start = dict(row.next)
        for topic, partition in places:
            first, end = bounds[topic, partition]
            known = start.get(topic, first if new or topic in self.service.old_topics else end)
            if known < first:
                log.error("%s: %s/%s lost %s records to retention", self.service.name, topic, partition, first - known)
            start[topic] = max(known, first)
        if start != row.next:
            await self.store.start(row.partition, row.epoch, start)
        return start

    async def _resume(self, row: LaneRow) -> None:
        """Go on from the books: read what is next, publish what was not, perform what is not done."""
        for topic in self.topics:
            self.consumer.seek((topic, row.partition), row.next.get(topic, 0))
        self.relay.refill(row.partition, await self.store.unpublished([row.partition]))
        await self.effects.refill(row.partition)
        self.next[row.partition] = row.next
        self.wake()

    async def _recover(self) -> None:
        """After any failure: whose partitions are still ours, and where do they stand?"""
        mine = await self.store.recover(dict(self.epochs))
        lost = set(self.epochs) - set(mine)
        for partition in lost:
            self._leave(partition)
        if lost:
            self._fresh |= lost & await self.consumer.assignment()
        for row in mine.values():
            await self._resume(row)
        self._unsure = False

    def _leave(self, partition: int) -> None:
        self.epochs.pop(partition, None)
        self.next.pop(partition, None)
        self.relay.drop(partition)

    # batches
    async def _batch(self, records: list[Item]) -> None:
        waiting = await self._due()
        if records or waiting:
            await self._halved([*waiting, *records])

    async def _due(self) -> list[Item]:
        if not self._is_due():
            return []
        rows = await self.store.due(self.epochs, self.settings.due_at_most)
        soon = 0.0 if rows else await self.store.next_due(self.epochs)
        self._look_at = self._now() + min(self.settings.poll if soon is None else max(soon, AGAIN), self.settings.poll)
        return [from_waiting(self.service, row) for row in rows]

    async def _halved(self, items: list[Item]) -> None:
        """What only the database can see is found by halving: the one guilty message is dead, the rest goes on.

        A conflict that comes again and again is no race: a message writes a row that its step never read.
        """
        try:
            await self._once(items)
        except (Violation, Conflict) as violation:
            if isinstance(violation, Conflict) and self._conflicts < CONFLICTS_AT_MOST:
                raise
            if len(items) == 1:
                await self._once(items, killed=f"constraint {violation}")
                return
            middle = len(items) // 2
            await self._halved(items[:middle])
            await self._halved(items[middle:])

    async def _once(self, items: list[Item], killed: str = "") -> None:
        began = perf_counter()
        partitions = {item.partition for item in items}
        loaded = await self.store.load(wanted(self.service, items, partitions))
        if stale := [p for p in partitions if is_stale(loaded.lanes.get(p), self.epochs.get(p))]:
            raise Fenced(f"partitions {stale}")
        read_at = perf_counter()
        folded = fold(self.service, items, loaded, killed)
        folded_at = perf_counter()
        self.deaths.judge(folded.outcomes)
        folded.changes.acked = tuple(self.relay.acked)
        await self.store.save(folded.changes)
        self.counters.took(began, read_at, folded_at)
        self._committed(folded, loaded.now.timestamp())
        if self.tracer.on:
            self.tracer.record(batch_spans(self.service, folded, began))

    def _committed(self, folded: Folded, now: float) -> None:
        self._went_well()
        changes = folded.changes
        self.next |= {partition: row.next for partition, row in changes.lanes.items() if partition in self.epochs}
        self.relay.forgotten(changes.acked)
        self.relay.add(row for row in changes.said if row.partition in self.epochs)
        self.effects.add(changes.effects)
        for word in folded.told:
            self.relay.say(word.subject, word.body, word.headers)
        for token, answer in folded.again:
            self.relay.tell(token, answer)
        self._count(folded)
        self._plan(changes, now)

    def _plan(self, changes: Changes, now: float) -> None:
        """When to look at the table next."""
        soon = [w.due.timestamp() - now for w in changes.waits if w.reason in ("self", "early", "next")]
        if changes.released or (changes.wrote and self._waits_early()):
            soon.append(0.0)
        if soon and (at := self._now() + max(0.0, min(soon))) < self._look_at:
            self._look_at = at
            self._woken.set()

    def _waits_early(self) -> bool:
        return self.counters.outcomes.get("early", 0) > 0

    def _count(self, folded: Folded) -> None:
        self.counters.said += len(folded.changes.said)
        self.counters.sizes.add(len(folded.outcomes))
        outcomes = self.counters.outcomes
        for item, (kind, subject, outcome, error) in zip(folded.handled, folded.outcomes, strict=True):
            outcomes[outcome] = outcomes.get(outcome, 0) + 1
            if outcome == "dead":
                about = {"correlation": item.envelope.correlation if item.envelope else ""}
                log.error("%s: %s of %s is dead: %s", self.service.name, kind, subject, error, extra=about)

    async def _forget(self) -> None:
        """Delete from the outbox what the log has, when no batch does it on its way."""
        if self.relay.acked:
            ids = tuple(self.relay.acked)
            await self.store.forget(ids)
            self.relay.forgotten(ids)

    def _now(self) -> float:
        return asyncio.get_running_loop().time()


def is_stale(row: LaneRow | None, epoch: int | None) -> bool:
    """The partition was taken over since this lane took it."""
    return row is None or row.epoch != epoch
