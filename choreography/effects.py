"""Effects: calls to the world outside, made apart from the steps by the process that owns the partition."""

import asyncio
import logging
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from choreography.breaker import Breaker
from choreography.changes import EffectRow, Waiting
from choreography.envelope import Envelope, derived
from choreography.intake import keepable, parse
from choreography.ports import Store, Unknown, Unreachable
from choreography.retry_budget import RetryBudget
from choreography.service import Performer, Service, resources_of
from choreography.settings import ShellSettings
from choreography.sight import story
from choreography.sight.spans import effect_spans
from choreography.sight.traceparent import said_by
from choreography.sight.tracer import SILENT, Tracer
from choreography.tasks import delay
from choreography.vocabulary import Own

log = logging.getLogger(__name__)
Came = Literal["ended", "failed", "parked"]
"""What came of an attempt: nothing is left to do for this process, it was called in vain, or it was not called."""


class TryAgain(Exception):
    """The world outside is away, or asked for patience: the effect is tried again for as long as it takes."""


class NotAgain(Exception):
    """The world outside is away, and must not be asked twice: `result` is what comes of the effect."""

    def __init__(self, result: Own, why: str = "") -> None:
        super().__init__(why)
        self.result = result


@dataclass
class Effects:
    """Claims, calls, finishes: a call happens outside any transaction, its result waits for the lane.

    A call that raises TryAgain, or passes its deadline, is repeated for as long as it takes; any other error is final
    after the performer's `tries`, and the effect is then a dead letter. While its breaker is open an effect is parked,
    and while the budget of repetitions is spent a repetition waits.
    """

    service: Service
    store: Store
    resources: dict[str, Any]
    settings: ShellSettings
    wake: Callable[[], None]
    """Called when a result waits for the lane."""
    epochs: dict[int, int] = field(default_factory=dict)
    """Of the partitions that this process owns; shared with the lane."""
    tracer: Tracer = SILENT
    open: dict[str, asyncio.Task[None]] = field(default_factory=dict)
    breakers: dict[str, Breaker] = field(default_factory=dict)
    budgets: dict[str, RetryBudget] = field(default_factory=dict)
    done: int = 0
    retried: int = 0
    withheld: int = 0
    """Repetitions that waited for the budget."""
    dead: int = 0
    """Of those done, the ones that came to nothing."""
    _pools: dict[str, asyncio.Semaphore] = field(default_factory=dict)

    def add(self, rows: Iterable[EffectRow]) -> None:
        for row in rows:
            if row.id not in self.open:
                self.open[row.id] = asyncio.create_task(self._perform(row))

    async def refill(self, partitions: Iterable[int]) -> None:
        """Go on with what the table holds for them, just taken over or after a save nobody knows the end of."""
        self.add(await self.store.open_effects(partitions))

    def stop(self) -> None:
        for task in self.open.values():
            task.cancel()

    async def _perform(self, row: EffectRow) -> None:
        story.correlation.set(row.envelope.correlation)
        performer = self._performer(row)
        breaker, failures = self.breaker(performer.dependency), 0
        try:
            while row.partition in self.epochs and (came := await self._attempt(row, performer, failures)) != "ended":
                if came == "parked":
                    await breaker.rest(delay(1, breaker.wait, breaker.wait))
                    continue
                failures += 1
                self.retried += 1
                first, most = self.settings.backoff_first * 4, self.settings.effect_backoff_most
                await breaker.rest(delay(failures, first, most))
        finally:
            self.open.pop(row.id, None)

    def _performer(self, row: EffectRow) -> Performer:
        return next(one for kind, one in self.service.performers.items() if kind.__name__ == row.envelope.type)

    async def _attempt(self, row: EffectRow, performer: Performer, failures: int) -> Came:
        breaker = self.breaker(performer.dependency)
        async with self._pool(performer.dependency):
            if not breaker.allows():
                return "parked"
            if not self._affordable(performer.dependency, failures):
                breaker.unused()
                return "parked"
            try:
                return "ended" if await self._call(row, performer, breaker) else "failed"
            except (TryAgain, TimeoutError, Unreachable, Unknown) as error:
                log.warning("%s will be tried again: %s", performer.name, error or type(error).__name__)
                breaker.did_fail()
            except Exception as error:
                log.exception("%s failed", performer.name)
                breaker.did_fail()
                if failures + 1 >= performer.tries:
                    with suppress(Unreachable, Unknown):
                        await self._finish(row, self._dead(row, f"{type(error).__name__}: {error}"))
                        return "ended"
        return "failed"

    def _affordable(self, dependency: str, failures: int) -> bool:
        budget = self._budget(dependency)
        if not failures:
            budget.called()
            return True
        afforded = budget.allows()
        self.withheld += not afforded
        return afforded

    async def _call(self, row: EffectRow, performer: Performer, breaker: Breaker) -> bool:
        """True when nothing is left to do for this process."""
        epoch = self.epochs.get(row.partition)
        if epoch is None:
            breaker.unused()
            return True
        claimed = await self.store.claim(row, epoch, max(performer.deadline, performer.lease), performer.lease)
        if claimed is None:
            breaker.unused()
            return not await self._still_open(row)
        message = parse(self.service.own[row.envelope.type], row.body)
        try:
            async with asyncio.timeout(performer.deadline):
                result = await performer.run(message, **self._arguments(claimed, performer))
            breaker.succeeded()
        except NotAgain as error:
            log.warning("%s is not tried again: %s", performer.name, error)
            breaker.did_fail()
            result = error.result
        return await self._finish(claimed, self._result(row, result))

    def _arguments(self, claimed: EffectRow, performer: Performer) -> dict[str, Any]:
        itself = {"key": claimed.id, "tries": claimed.tries}
        mine = {name: value for name, value in itself.items() if name in performer.resources}
        return resources_of(performer, self.resources) | mine

    async def _still_open(self, row: EffectRow) -> bool:
        rows = await self.store.open_effects([row.partition])
        return any(one.id == row.id for one in rows)

    async def _finish(self, row: EffectRow, result: Waiting) -> bool:
        took = await self.store.finish(row, result)
        self.done, self.dead = self.done + 1, self.dead + (result.reason == "dead")
        if took and self.tracer.on:
            outcome = "dead" if result.reason == "dead" else "done"
            self.tracer.record(effect_spans(self.service, self._performer(row).name, row, outcome))
        self.wake()
        return True

    def _result(self, row: EffectRow, result: Own) -> Waiting:
        cause, epoch_start = row.envelope, datetime.fromtimestamp(0).astimezone()
        envelope = Envelope(
            id=derived(row.id, "result"),
            type=type(result).__name__,
            source=self.service.name,
            time=row.since or cause.time,
            topic=self.service.itself,
            key=result.key,
            subject=result.subject,
            correlation=cause.correlation,
            causation=row.id,
            actor=cause.actor,
            traceparent=said_by(cause.traceparent, self.service.name, row.id),
        )
        body = result.model_dump_json().encode()
        return Waiting(envelope, body, row.partition, "self", epoch_start, row.since or cause.time)

    def _dead(self, row: EffectRow, error: str) -> Waiting:
        now = row.since or row.envelope.time
        return Waiting(row.envelope, row.body, row.partition, "dead", now, now, tries=row.tries, error=keepable(error))

    def breaker(self, dependency: str) -> Breaker:
        new = Breaker(dependency, self.settings.breaker_failures, self.settings.breaker_wait)
        return self.breakers.setdefault(dependency, new)

    def _budget(self, dependency: str) -> RetryBudget:
        bounds = self.settings
        new = RetryBudget(bounds.retry_share, bounds.retry_least, bounds.retry_burst)
        return self.budgets.setdefault(dependency, new)

    def _pool(self, dependency: str) -> asyncio.Semaphore:
        return self._pools.setdefault(dependency, asyncio.Semaphore(self.settings.pool))
