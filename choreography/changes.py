"""What a batch must know, and what it changes: the two halves of its conversation with the store."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Literal

from choreography.envelope import Envelope
from choreography.row import Key, Row

Reason = Literal["self", "early", "next", "parked", "dead"]
DUE: tuple[Reason, ...] = ("self", "early", "next")


@dataclass(frozen=True, slots=True)
class LaneRow:
    """One partition of one service: who may write it (`epoch`), its last write (`turn`), what it reads next."""

    partition: int
    epoch: int
    turn: int
    next: dict[str, int]
    """By topic, the offset of the first record that is not in the books yet."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The message that answered a command."""

    id: str
    type: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Heard:
    """An inbox row: this message was handled. Of a command it keeps what a second copy is answered from."""

    id: str
    type: str
    subject: str
    command: bool = False
    hash: str = ""
    """Of the command's body."""
    answer: Answer | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """A message in the table, for its lane.

    Reasons: `self` (said by the service to itself), `early` (what it needs is not there yet), `next` (released to be
    tried), `parked` (behind another of its subject and topic), `dead` (waits for an operator).
    """

    envelope: Envelope
    body: bytes
    partition: int
    reason: Reason
    due: datetime
    since: datetime
    name: str = ""
    """A timer's name; with the subject it finds the timer to withdraw."""
    tries: int = 0
    lacks: tuple[str, ...] = ()
    """Of an early message, the rows it waits for, as `table/key/key`."""
    error: str = ""
    blocks: bool = False
    """Later messages of its subject and topic wait behind it."""
    discarded: bool = False
    """Its lane puts it away without handling it, as an operator wants it."""
    seq: int = 0
    """The store's order of arrival; 0 before it is saved."""

    @property
    def id(self) -> str:
        return self.envelope.id


@dataclass(frozen=True, slots=True)
class Block:
    """One of the waiting messages behind which others of its subject and topic must wait."""

    id: str
    subject: str
    topic: str
    reason: Reason
    seq: int


@dataclass(frozen=True, slots=True)
class Said:
    """An outbox row: a fact that others have still to hear. `answers` are the ids of the commands it answers."""

    envelope: Envelope
    body: bytes
    partition: int
    """The partition of its cause, whose lane publishes it."""
    answers: tuple[str, ...] = ()
    seq: int = 0

    @property
    def id(self) -> str:
        return self.envelope.id


@dataclass(frozen=True, slots=True)
class EffectRow:
    """Work still to be done outside. `epoch` and `lease` say who does it, and until when nobody else may."""

    envelope: Envelope
    body: bytes
    partition: int
    epoch: int = 0
    tries: int = 0
    """How often it was called; of a dead one that is tried anew, once at least."""
    since: datetime | None = None
    """When it was said; set by the store."""

    @property
    def id(self) -> str:
        return self.envelope.id

    def claimed(self, epoch: int) -> "EffectRow":
        return replace(self, epoch=epoch, tries=self.tries + 1)


@dataclass(frozen=True, slots=True)
class PageAsk:
    """At most a page of rows whose key begins with `prefix`, after `after`, in key order."""

    row: type[Row]
    prefix: Key
    after: str


@dataclass(slots=True)
class Wanted:
    """What a batch must know before it can be folded."""

    partitions: tuple[int, ...] = ()
    ids: tuple[str, ...] = ()
    """Of all messages of the batch: were they handled, do they wait?"""
    subjects: tuple[str, ...] = ()
    """Of all messages of the batch: what blocks them, and which commands are still open?"""
    rows: dict[type[Row], set[Key]] = field(default_factory=dict)
    unique: dict[type[Row], set[tuple[str, str]]] = field(default_factory=dict)
    """Rows to be found by a unique column: (column, value)."""
    pages: set[PageAsk] = field(default_factory=set)


@dataclass(slots=True)
class Loaded:
    """What the store knows of what was wanted, as of one instant."""

    now: datetime
    lanes: dict[int, LaneRow]
    known: dict[str, Heard] = field(default_factory=dict)
    open: list[Heard] = field(default_factory=list)
    """Commands of the subjects that nobody has answered yet."""
    waits: dict[str, str] = field(default_factory=dict)
    """Which of the ids wait already, with the hash of their body."""
    blocks: list[Block] = field(default_factory=list)
    """By `seq`, all that others of the subjects must wait behind."""
    rows: dict[type[Row], dict[Key, Row]] = field(default_factory=dict)
    pages: dict[PageAsk, list[Row]] = field(default_factory=dict)


@dataclass(slots=True)
class Changes:
    """What a batch changes: saved whole, or not at all."""

    lanes: dict[int, LaneRow] = field(default_factory=dict)
    """As loaded, but for `next`. Saved if epoch and turn are still these, with the turn raised by one."""
    heard: list[Heard] = field(default_factory=list)
    answered: dict[str, Answer] = field(default_factory=dict)
    """Answers to commands that were heard in an earlier batch, by the command's id."""
    rows: dict[type[Row], dict[Key, Row]] = field(default_factory=dict)
    """The rows to stand, their version already raised; `old` has the version on which each was built."""
    gone: dict[type[Row], set[Key]] = field(default_factory=dict)
    old: dict[type[Row], dict[Key, int]] = field(default_factory=dict)
    """By key of `rows` and `gone`, the version that must stand in the store; 0 if no row may."""
    said: list[Said] = field(default_factory=list)
    acked: tuple[str, ...] = ()
    """Ids of outbox rows that Kafka has: to be deleted."""
    waits: list[Waiting] = field(default_factory=list)
    """Inserted, or put in the place of the row of the same id, which keeps its `seq` and `since`."""
    done: list[str] = field(default_factory=list)
    """Ids of waiting rows that were handled: each must still be there."""
    withdrawn: set[tuple[str, str]] = field(default_factory=set)
    """Timers to forget: (name, subject). Not those set in the same batch, nor those that others wait behind."""
    released: list[str] = field(default_factory=list)
    """Ids of parked rows whose turn it is now."""
    wrote: set[str] = field(default_factory=set)
    """Keys of the rows written, as in `lacks`: what waits early for one of them is due at once."""
    effects: list[EffectRow] = field(default_factory=list)

    @property
    def is_idle(self) -> bool:
        """Would nothing be saved but that events were heard, and how far was read?"""
        changed = (self.answered, self.rows, self.gone, self.said, self.waits, self.done, self.withdrawn, self.released)
        return not (any(changed) or self.effects or any(heard.command for heard in self.heard))


def lack(row: type[Row], key: Key) -> str:
    """A row's name, as in `Waiting.lacks`."""
    return "/".join((row.TABLE, *key))
