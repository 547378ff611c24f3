"""What the shell needs of the world: a store, a bus, a way to answer. Each has a memory adapter and a real one."""

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from choreography.changes import Changes, EffectRow, LaneRow, Loaded, Said, Waiting, Wanted
from choreography.envelope import Envelope, Headers, read
from choreography.sight.counters import ConsumerCounters
from choreography.sight.standing import Standing

Place = tuple[str, int]
"""A topic and a partition number."""


class Fenced(Exception):
    """A lane row was moved by somebody else (another epoch or turn): nothing was saved."""


class Conflict(Exception):
    """A row, or a waiting message, is not what the batch was built on: nothing was saved, the batch is to be reread."""


class Violation(Exception):
    """A constraint that only the database can see; the text is the constraint's name. Nothing was saved."""


class Unknown(Exception):
    """The reply was lost: it was saved, or not. `Store.recover` tells."""


class Unreachable(Exception):
    """The store or the bus is away; nothing was saved or sent."""


class Denied(Unreachable):
    """The store is there and does not do it (a grant or a table is missing): somebody must look."""


class WrongTopic(Exception):
    """A topic is missing, or has another number of partitions than it should: nothing may start."""


@dataclass(frozen=True, slots=True)
class Record:
    """A record of the log, as it lies there."""

    topic: str
    partition: int
    offset: int
    timestamp: datetime
    key: bytes | None
    value: bytes | None
    headers: tuple[tuple[str, bytes | None], ...]
    _read: Envelope | None = field(default=None, init=False, compare=False, repr=False)

    @property
    def envelope(self) -> Envelope:
        """Read once, however many services of this process hear the record. Raises Unreadable."""
        if self._read is None:
            object.__setattr__(self, "_read", read(self.topic, self.key, self.headers))
        assert self._read is not None
        return self._read


class Store(Protocol):
    """One service's own schema. Every call may raise Unreachable.

    A batch is one `load`, a fold in memory, and one `save`, which is a compare-and-set on the lane rows.
    """

    @property
    def place(self) -> Any:
        """What jobs and gauges are handed: the service's database pool, or its books where they lie in memory."""
        ...

    async def load(self, wanted: Wanted) -> Loaded: ...

    async def save(self, changes: Changes) -> None:
        """All or nothing. Raises Fenced, Conflict, Violation or Unknown."""
        ...

    async def take(self, partitions: Iterable[int]) -> dict[int, LaneRow]:
        """Raise the epochs (and the turns): from now on nobody else can save for these partitions."""
        ...

    async def recover(self, epochs: dict[int, int]) -> dict[int, LaneRow]:
        """Raise the turn where the epoch is still this one, once no save is under way; the rest is left out."""
        ...

    async def start(self, lanes: Iterable[LaneRow]) -> None:
        """Write where these lanes begin in topics that are new to them: all, or none. Raises Fenced."""
        ...

    async def unpublished(self, partitions: Iterable[int]) -> list[Said]:
        """The outbox rows of these partitions, in order."""
        ...

    async def forget(self, ids: Iterable[str]) -> None:
        """Delete these outbox rows."""
        ...

    async def due(self, partitions: Iterable[int], limit: int) -> list[Waiting]:
        """What waits, is not parked or dead, and is due by the store's clock, in `seq` order."""
        ...

    async def next_due(self, partitions: Iterable[int]) -> float | None:
        """Seconds until the next waiting message is due (0 or less: now); None if nothing waits."""
        ...

    async def open_effects(self, partitions: Iterable[int]) -> list[EffectRow]:
        """Effects not done, oldest first."""
        ...

    async def claim(self, effect: EffectRow, epoch: int, lease: float, wait: float) -> EffectRow | None:
        """Take the effect for `lease` seconds, unless somebody holds it; None if so, or if it is done.

        A claim made under a lower epoch counts for nothing once it is `wait` seconds old (0: at once).
        """
        ...

    async def finish(self, effect: EffectRow, result: Waiting) -> bool:
        """Remove the effect and let its result wait for the lane, in one; False if it was finished before."""
        ...

    async def backlog(self, partitions: Iterable[int]) -> tuple[int, int]:
        """How many rows the outbox and the effects of these partitions hold."""
        ...

    async def standing(self, partitions: Iterable[int]) -> dict[str, Standing]:
        """What waits in these partitions: by reason, and as `effect` the effects not done; nothing has no entry."""
        ...


class Consumer(Protocol):
    """One member of a service's group."""

    counters: ConsumerCounters
    partitions: int
    """How many each topic has."""

    async def bounds(self, places: Iterable[Place]) -> dict[Place, tuple[int, int]]:
        """The first offset that the log still has, and the one after its last."""
        ...

    def seek(self, place: Place, offset: int) -> None: ...

    async def assignment(self) -> set[int]:
        """The partition numbers that the group gives this member, asked anew."""
        ...


class Hearer(Protocol):
    """What a bus drives: one member of the group of one service. A lane is one."""

    topics: tuple[str, ...]
    group: str
    behind: float
    """So many seconds it may be behind, so that it gets more at once; 0: each record is for it at once."""

    def connect(self, consumer: Consumer) -> None:
        """Called once, before anything else."""
        ...

    async def assign(self, partitions: set[int]) -> None:
        """These numbers are newly given, of all topics. Nothing of them is fetched before this returns."""
        ...

    async def revoke(self, partitions: set[int]) -> None:
        """These numbers are taken away; returns when the batch in hand is done."""
        ...

    def hears(self, record: Record) -> bool:
        """Is it for this one? Any other is handed over too, but may wait for one that is, or half a second or so."""
        ...

    async def process(self, records: Sequence[Record]) -> None:
        """A batch, in order per place. Raises nothing; after a failure the hearer seeks by itself."""
        ...

    @property
    def next(self) -> Mapping[int, Mapping[str, int]]:
        """By partition and topic, the offset after the last record that nothing is left to be done about.

        What it has not begun with is left out; a batch that failed moves nothing.
        """
        ...

    @property
    def full(self) -> bool:
        """Nothing is to be fetched now."""
        ...


class Producer(Protocol):
    """The way into the log."""

    async def publish(self, rows: Sequence[Said], acked: Callable[[Said], None]) -> None:
        """Send in order, per topic and partition; `acked` is called for each row that the log has for certain.

        Raises Unreachable at the first failure of a place, after which nothing more of that place is sent.
        """
        ...


class Sender(Protocol):
    """The way into the log for who has no outbox."""

    async def send(self, envelope: Envelope, body: bytes, timeout: float) -> None:
        """Returns once the log has the record. Raises Unreachable after `timeout` seconds, or at a failure.

        After Unreachable the record is in the log, or is not, or will be: a caller sends it again under the same id.
        """
        ...


class Answers(Protocol):
    """Core NATS: a word to whoever waits for it right now; it may be lost."""

    async def tell(self, subject: str, body: bytes, headers: Headers = ()) -> None: ...


Listener = Callable[[str, bytes, Headers], None]
"""Hears the subject, the body and the headers; it runs in the reader's own loop and must return at once."""
Unlisten = Callable[[], Awaitable[None]]


class Ear(Protocol):
    """The other end of `Answers`."""

    async def listen(self, subject: str, listener: Listener) -> Unlisten:
        """`*` in the subject stands for one token, `>` for the rest. What is told from now on is heard, or lost."""
        ...
