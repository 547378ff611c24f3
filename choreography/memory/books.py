"""What one service's lane asks of its schema, in memory. Synchronous: between two calls nothing else happens."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from choreography.changes import DUE, EffectRow, LaneRow, Said, Waiting
from choreography.memory.storable import check_waiting
from choreography.memory.tables import Claim, Tables
from choreography.ports import Fenced
from choreography.sight.standing import EFFECT, Standing

NOBODYS = LaneRow(-1, 0, 0, {})
"""As if a lane row that is not there."""


class Books(Tables):
    """The port's calls, each at once."""

    # the lane
    def take_now(self, partition: int) -> LaneRow:
        old = self.lanes.get(partition, replace(NOBODYS, partition=partition))
        self.lanes[partition] = replace(old, epoch=old.epoch + 1, turn=old.turn + 1)
        return self.lanes[partition]

    def recover_now(self, epochs: dict[int, int]) -> dict[int, LaneRow]:
        mine = [p for p, epoch in epochs.items() if p in self.lanes and self.lanes[p].epoch == epoch]
        for partition in mine:
            self.lanes[partition] = replace(self.lanes[partition], turn=self.lanes[partition].turn + 1)
        return {partition: self.lanes[partition] for partition in mine}

    def start_now(self, lanes: Sequence[LaneRow]) -> None:
        if any(one.epoch != self.lanes.get(one.partition, NOBODYS).epoch for one in lanes):
            raise Fenced("a lane is another's by now")
        for one in lanes:
            mine = self.lanes[one.partition]
            self.lanes[one.partition] = replace(mine, turn=mine.turn + 1, next=mine.next | one.next)

    # outbox, and what waits
    def unpublished_now(self, partitions: Iterable[int]) -> list[Said]:
        wanted = set(partitions)
        return [said for said in self.outbox.values() if said.partition in wanted]

    def forget_now(self, ids: Iterable[str]) -> None:
        for id_ in ids:
            self.outbox.pop(id_, None)

    def due_now(self, partitions: Iterable[int], limit: int) -> list[Waiting]:
        wanted, now = set(partitions), self.now()
        due = [w for w in self.waiting.values() if w.partition in wanted and w.reason in DUE and w.due <= now]
        return due[:limit]

    def next_due_now(self, partitions: Iterable[int]) -> float | None:
        wanted = set(partitions)
        due = [w.due for w in self.waiting.values() if w.partition in wanted and w.reason in DUE]
        return (min(due) - self.now()).total_seconds() if due else None

    # effects
    def open_effects_now(self, partitions: Iterable[int]) -> list[EffectRow]:
        wanted = set(partitions)
        return [effect for effect in self.effects.values() if effect.partition in wanted]

    def claim_now(self, effect: EffectRow, epoch: int, lease: float, wait: float) -> EffectRow | None:
        row = self.effects.get(effect.id)
        if row is None or epoch < row.epoch or (epoch > row.epoch and self._held(row, wait)):
            return None
        self.claims[row.id] = Claim(self.now(), self.now() + timedelta(seconds=lease))
        self.effects[row.id] = row.claimed(epoch)
        return self.effects[row.id]

    def _held(self, row: EffectRow, wait: float) -> bool:
        claim = self.claims.get(row.id)
        return claim is not None and min(claim.ends, claim.made + timedelta(seconds=wait)) > self.now()

    def finish_now(self, effect: EffectRow, result: Waiting) -> bool:
        check_waiting(result)
        if self.effects.pop(effect.id, None) is None:
            return False
        self.claims.pop(effect.id, None)
        self.wait(result)
        return True

    def wait(self, row: Waiting) -> None:
        """Insert it, or put it in the place of the row of its id."""
        old = self.waiting.get(row.id)
        seq, since = (old.seq, old.since) if old else (self.seq(), row.since)
        self.waiting[row.id] = replace(row, seq=seq, since=since)

    def backlog_now(self, partitions: Iterable[int]) -> tuple[int, int]:
        wanted = set(partitions)
        effects = sum(effect.partition in wanted for effect in self.effects.values())
        return len(self.unpublished_now(wanted)), effects

    def standing_now(self, partitions: Iterable[int]) -> dict[str, Standing]:
        wanted, now = set(partitions), self.now()
        since: dict[str, list[datetime]] = {}
        for waiting in self.waiting.values():
            if waiting.partition in wanted:
                since.setdefault(waiting.reason, []).append(waiting.since)
        for effect in self.effects.values():
            if effect.partition in wanted:
                since.setdefault(EFFECT, []).append(effect.since or effect.envelope.time)
        return {name: Standing(len(times), (now - min(times)).total_seconds()) for name, times in since.items()}
