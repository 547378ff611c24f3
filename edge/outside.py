"""What stands outside of this process, each by its port."""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field

from choreography.breaker import Breaker
from choreography.keyring import Keyring
from choreography.ports import Ear, Sender
from choreography.sight.tracer import SILENT, Tracer
from edge.asking.joins import Joins, MemoryJoins
from edge.asking.keys_seen import KeysSeen
from edge.auth.ended import Ended, MemoryEnded
from edge.board import Board, MemoryBoard
from edge.caching.between import Alone, Between
from edge.door.health import Check
from edge.limits.bucket import Buckets
from edge.reading.behind import Seconds, up_to_date
from edge.reading.lanes import Lanes, no_lanes
from edge.reading.reading import Reading

Opening = Callable[[], AbstractAsyncContextManager[None]]


@asynccontextmanager
async def nothing() -> AsyncIterator[None]:
    yield


@dataclass
class Outside:
    """`opened` is entered before anything is asked; `reconnected` is called when words may have been missed."""

    sender: Sender
    ear: Ear
    buckets: Buckets
    seen: KeysSeen
    keyring: Keyring
    reading: Reading
    board: Board = field(default_factory=MemoryBoard)
    joins: Joins = field(default_factory=MemoryJoins)
    ended: Ended = field(default_factory=MemoryEnded)
    lanes: Lanes = no_lanes
    behind: Seconds = up_to_date
    between: Between = field(default_factory=Alone)
    checks: Mapping[str, Check] = field(default_factory=dict)
    reconnected: list[Callable[[], Awaitable[None]]] = field(default_factory=list)
    opened: Opening = nothing
    breakers: Sequence[Breaker] = ()
    tracer: Tracer = SILENT
