"""The store in memory: the port `choreography.ports.Store` over `Books`, with a place to fail before and after."""

from collections.abc import Awaitable, Callable, Iterable
from datetime import UTC, datetime
from typing import TypeVar

from choreography.changes import Changes, EffectRow, LaneRow, Loaded, Said, Waiting, Wanted
from choreography.memory import commit
from choreography.memory.books import Books
from choreography.sight.standing import Standing

T = TypeVar("T")
Point = Callable[[str], Awaitable[None]]


async def quiet(_: str) -> None:
    """The point at which nothing goes wrong."""


def wall_clock() -> datetime:
    return datetime.now(UTC)


class MemoryStore:
    """`point` is awaited before and after every call's effect, as "save before" and "save after".

    There a simulation may switch tasks, raise Unreachable (before) or Unknown (after a save), or kill. `books` outlive
    the store: a second store over the same books is a second process.
    """

    def __init__(
        self, now: Callable[[], datetime] = wall_clock, point: Point = quiet, books: Books | None = None
    ) -> None:
        self.books, self.point = books or Books(now), point

    @property
    def place(self) -> Books:
        return self.books

    def load_now(self, wanted: Wanted) -> Loaded:
        return self.books.load_now(wanted)

    def save_now(self, changes: Changes) -> None:
        commit.save_now(self.books, changes)

    async def _do(self, name: str, work: Callable[[], T]) -> T:
        await self.point(f"{name} before")
        result = work()
        await self.point(f"{name} after")
        return result

    async def load(self, wanted: Wanted) -> Loaded:
        return await self._do("load", lambda: self.load_now(wanted))

    async def save(self, changes: Changes) -> None:
        await self._do("save", lambda: self.save_now(changes))

    async def take(self, partitions: Iterable[int]) -> dict[int, LaneRow]:
        return await self._do("take", lambda: {one: self.books.take_now(one) for one in partitions})

    async def recover(self, epochs: dict[int, int]) -> dict[int, LaneRow]:
        return await self._do("recover", lambda: self.books.recover_now(epochs))

    async def start(self, lanes: Iterable[LaneRow]) -> None:
        await self._do("start", lambda: self.books.start_now(list(lanes)))

    async def unpublished(self, partitions: Iterable[int]) -> list[Said]:
        return await self._do("unpublished", lambda: self.books.unpublished_now(partitions))

    async def forget(self, ids: Iterable[str]) -> None:
        await self._do("forget", lambda: self.books.forget_now(ids))

    async def due(self, partitions: Iterable[int], limit: int) -> list[Waiting]:
        return await self._do("due", lambda: self.books.due_now(partitions, limit))

    async def next_due(self, partitions: Iterable[int]) -> float | None:
        return await self._do("next_due", lambda: self.books.next_due_now(partitions))

    async def open_effects(self, partitions: Iterable[int]) -> list[EffectRow]:
        return await self._do("open_effects", lambda: self.books.open_effects_now(partitions))

    async def claim(self, effect: EffectRow, epoch: int, lease: float, wait: float) -> EffectRow | None:
        return await self._do("claim", lambda: self.books.claim_now(effect, epoch, lease, wait))

    async def finish(self, effect: EffectRow, result: Waiting) -> bool:
        return await self._do("finish", lambda: self.books.finish_now(effect, result))

    async def backlog(self, partitions: Iterable[int]) -> tuple[int, int]:
        return await self._do("backlog", lambda: self.books.backlog_now(partitions))

    async def standing(self, partitions: Iterable[int]) -> dict[str, Standing]:
        return await self._do("standing", lambda: self.books.standing_now(partitions))
