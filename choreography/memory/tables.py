"""One service's schema in plain dicts, and the read of a batch."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from choreography.changes import Block, EffectRow, Heard, LaneRow, Loaded, PageAsk, Said, Waiting, Wanted
from choreography.intake import body_hash
from choreography.row import Key, Page, Row


@dataclass(frozen=True, slots=True)
class Claim:
    """When the claim of an effect was made, and when its lease ends."""

    made: datetime
    ends: datetime


@dataclass
class Tables:
    """`now` is the store's clock. Every dict is in the order of arrival."""

    now: Callable[[], datetime]
    lanes: dict[int, LaneRow] = field(default_factory=dict)
    inbox: dict[str, Heard] = field(default_factory=dict)
    rows: dict[type[Row], dict[Key, Row]] = field(default_factory=dict)
    outbox: dict[str, Said] = field(default_factory=dict)
    waiting: dict[str, Waiting] = field(default_factory=dict)
    effects: dict[str, EffectRow] = field(default_factory=dict)
    claims: dict[str, Claim] = field(default_factory=dict)
    last_seq: int = 0

    def seq(self) -> int:
        self.last_seq += 1
        return self.last_seq

    def load_now(self, wanted: Wanted) -> Loaded:
        ids, subjects = set(wanted.ids), set(wanted.subjects)
        return Loaded(
            now=self.now(),
            lanes={p: self.lanes[p] for p in wanted.partitions if p in self.lanes},
            known={id_: self.inbox[id_] for id_ in ids if id_ in self.inbox},
            open=[h for h in self.inbox.values() if h.command and h.answer is None and h.subject in subjects],
            waits={id_: body_hash(self.waiting[id_].body) for id_ in ids if id_ in self.waiting},
            blocks=[_block(w) for w in self.waiting.values() if w.blocks and w.envelope.subject in subjects],
            rows={row: self._found(row, wanted) for row in wanted.rows.keys() | wanted.unique.keys()},
            pages={ask: self.page(ask) for ask in wanted.pages},
        )

    def _found(self, row: type[Row], wanted: Wanted) -> dict[Key, Row]:
        there, asked = self.rows.get(row, {}), wanted.unique.get(row, ())
        by_key = {key: there[key] for key in wanted.rows.get(row, ()) if key in there}
        by_value = (one for name, value in asked for one in there.values() if getattr(one, name) == value)
        return by_key | {one.key: one for one in by_value}

    def page(self, ask: PageAsk) -> list[Row]:
        size, there = len(ask.prefix), self.rows.get(ask.row, {})
        found = (key for key in there if key[:size] == ask.prefix and key[size] > ask.after)
        return [there[key] for key in sorted(found)[: Page.SIZE]]


def _block(row: Waiting) -> Block:
    return Block(row.id, row.envelope.subject, row.envelope.topic, row.reason, row.seq)
