"""Batches: one read, a pure fold, one guarded write."""

import logging
from collections.abc import Iterator
from contextlib import suppress
from time import perf_counter

from choreography.alarm import Alarm
from choreography.changes import Changes, LaneRow, Loaded
from choreography.effects import Effects
from choreography.fold import TOO_EARLY, Folded, fold
from choreography.health import Deaths, Outcome, kind_of
from choreography.held import Held
from choreography.intake import Item, from_waiting, wanted
from choreography.portions import portions
from choreography.ports import Conflict, Fenced, Store, Violation
from choreography.relay import Relay
from choreography.service import Service
from choreography.settings import ShellSettings
from choreography.sight.counters import Counters
from choreography.sight.spans import batch_spans
from choreography.sight.tracer import Tracer

log = logging.getLogger(__name__)
CONFLICTS_AT_MOST = 3
"""Conflicts in a row that may be races."""


class Batches:
    """Raises what store and fold raise; nothing of a batch that failed is remembered.

    `next` holds by partition and topic the offset after the last record in the books, or in `held`.
    """

    def __init__(
        self, service: Service, store: Store, relay: Relay, effects: Effects, settings: ShellSettings, tracer: Tracer
    ) -> None:
        self.service, self.store, self.relay, self.effects = service, store, relay, effects
        self.settings, self.tracer, self.alarm = settings, tracer, Alarm()
        self.epochs = effects.epochs
        self.next: dict[int, dict[str, int]] = {}
        self.partitions = 0
        """Of each topic; 0 before the lane has a consumer."""
        self.held = Held()
        self.counters, self.deaths = Counters(), Deaths(settings)
        self.saved_at = 0.0
        """When the last batch was saved, in the loop's time."""

    async def run(self, records: list[Item], conflicts: int) -> bool:
        """The records, after what is due; False if there was nothing. So many `conflicts` there were in a row."""
        waiting = await self._due()
        for portion in portions(self.service, [*waiting, *records]):
            await self._halved(portion, conflicts)
        return bool(records or waiting)

    async def _due(self) -> list[Item]:
        if not self.alarm.is_due:
            return []
        rows = await self.store.due(self.epochs, self.settings.due_at_most)
        soon = 0.0 if rows else await self.store.next_due(self.epochs)
        self.alarm.set_in(self.settings.poll if soon is None else min(soon, self.settings.poll))
        return [from_waiting(self.service, row, self.partitions) for row in rows]

    async def _halved(self, items: list[Item], conflicts: int) -> None:
        """What only the database can see is found by halving: the one guilty message is dead, the rest goes on.

        A conflict that comes again and again is no race: a message writes a row that its step never read.
        """
        try:
            await self._once(items)
        except (Violation, Conflict) as violation:
            if isinstance(violation, Conflict) and conflicts < CONFLICTS_AT_MOST:
                raise
            if len(items) == 1:
                await self._last_look(items, violation)
                return
            middle = len(items) // 2
            await self._halved(items[:middle], conflicts)
            await self._halved(items[middle:], conflicts)

    async def _last_look(self, items: list[Item], violation: Violation | Conflict) -> None:
        """What another lane wrote meanwhile, as who was first to have a name, the step may see now."""
        if isinstance(violation, Violation):
            with suppress(Violation):
                await self._once(items)
                return
        await self._once(items, killed=f"constraint {violation}")

    async def settle(self, unheard: list[Item]) -> bool:
        """Save what is held, and that these were read; False if there is nothing."""
        if not (unheard or self.held.partitions):
            return False
        await self._once(unheard, settle=True)
        return True

    async def _once(self, items: list[Item], killed: str = "", settle: bool = False) -> None:
        began = perf_counter()
        loaded = await self._loaded(items, {*self.held.partitions} if settle else set())
        read_at = perf_counter()
        folded = fold(self.service, items, loaded, killed)
        folded_at = perf_counter()
        deaths = self.deaths.judge(blamed(folded))
        if folded.changes.is_idle and not settle and not self.held.full:
            self.held.take(folded)
        else:
            await self._save(folded)
        self.deaths.keep(deaths)
        self.counters.took(began, read_at, folded_at)
        self._handled(folded, loaded.now.timestamp())
        self._measure(loaded, folded.changes)
        if self.tracer.on:
            self.tracer.record(batch_spans(self.service, folded, began))

    async def _loaded(self, items: list[Item], partitions: set[int]) -> Loaded:
        partitions |= {item.partition for item in items}
        want = wanted(self.service, items, partitions)
        loaded = await self.store.load(want)
        if stale := [p for p in partitions if is_stale(loaded.lanes.get(p), self.epochs.get(p))]:
            raise Fenced(f"partitions {stale}")
        self.held.over(loaded, want.ids)
        return loaded

    async def _save(self, folded: Folded) -> None:
        changes = folded.changes
        changes.acked = tuple(self.relay.acked)
        self.held.into(changes)
        await self.store.save(changes)
        self.saved_at = self.alarm.now()
        self.held.drop(changes.lanes.keys())
        self.relay.forgotten(changes.acked)
        self.relay.add(row for row in changes.said if row.partition in self.epochs)
        self.effects.add(changes.effects)

    def _handled(self, folded: Folded, now: float) -> None:
        lanes = folded.changes.lanes
        self.next |= {partition: row.next for partition, row in lanes.items() if partition in self.epochs}
        for word in folded.told:
            self.relay.say(word.subject, word.body, word.headers)
        for token, answer in folded.again:
            self.relay.tell(token, answer)
        self._count(folded)
        self._plan(folded.changes, now)

    def _plan(self, changes: Changes, now: float) -> None:
        """When to look at the table next."""
        soon = [w.due.timestamp() - now for w in changes.waits if w.reason in ("self", "early", "next")]
        if changes.released or (changes.wrote and self._waits_early()):
            soon.append(0.0)
        if soon:
            self.alarm.sooner(max(min(soon), self.service.behind))

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

    def _measure(self, loaded: Loaded, changes: Changes) -> None:
        for duration in self.service.durations:
            before = loaded.rows.get(duration.row, {})
            for key, row in changes.rows.get(duration.row, {}).items():
                if found := duration.ended(before.get(key), row):
                    self.counters.did_end(duration.name, *found)


def blamed(folded: Folded) -> Iterator[Outcome]:
    """The outcomes, as the release is judged by them: what died of the same before it was tried again, and what waited
    a day for news that never came, is no fault of its own.
    """
    for item, (kind, subject, outcome, error) in zip(folded.handled, folded.outcomes, strict=True):
        before = item.waiting.error if item.waiting else ""
        old = error == TOO_EARLY or bool(before and kind_of(before) == kind_of(error))
        yield kind, subject, "dead again" if outcome == "dead" and old else outcome, error


def is_stale(row: LaneRow | None, epoch: int | None) -> bool:
    """The partition was taken over since this lane took it."""
    return row is None or row.epoch != epoch
