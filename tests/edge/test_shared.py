"""What everybody sees alike: read once for all who ask, and never older than its bound."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import pytest

from choreography.ports import Unreachable
from edge.caching.shared import OVERHEAD, Answer, Shared
from tests.eventually import eventually

BOUND = 5.0


@dataclass
class Database:
    """Answers `n` to the n-th reading, once it is let; its clock is set by hand."""

    now: float = 0.0
    asked: int = 0
    open: asyncio.Event = field(default_factory=asyncio.Event)
    fails: bool = False

    async def read(self) -> bytes | None:
        self.asked += 1
        mine = self.asked
        await self.open.wait()
        if self.fails:
            raise Unreachable("away")
        return str(mine).encode()

    async def nothing(self) -> None:
        self.asked += 1


@dataclass
class Desk:
    database: Database
    shared: Shared

    async def shows(self, key: str = "k") -> bytes | None:
        found = await self.shared.get(key, BOUND, self.database.read)
        return found.body if found else None

    async def asking(self, many: int = 1) -> "list[asyncio.Task[bytes | None]]":
        """So many who have asked, and wait."""
        asked = self.shared.counts.total() + many
        tasks = [asyncio.create_task(self.shows()) for _ in range(many)]
        await eventually(lambda: self.shared.counts.total() == asked)
        return tasks


@pytest.fixture
async def desk() -> AsyncIterator[Desk]:
    database = Database()
    yield Desk(database, Shared(10 * OVERHEAD, lambda: database.now))


@pytest.fixture
def swift(desk: Desk) -> Desk:
    desk.database.open.set()
    return desk


async def test_a_thousand_at_once_are_answered_by_one_reading(desk: Desk) -> None:
    asking = await desk.asking(1_000)
    desk.database.open.set()
    assert set(await asyncio.gather(*asking)) == {b"1"} and desk.database.asked == 1
    assert desk.shared.counts == {"read": 1, "joined": 999}


async def test_what_is_as_old_as_its_bound_is_read_again(swift: Desk) -> None:
    assert await swift.shows() == b"1"
    swift.database.now = BOUND - 0.01
    assert await swift.shows() == b"1"
    swift.database.now = BOUND
    assert await swift.shows() == b"2"


async def test_its_age_counts_from_the_beginning_of_its_reading(desk: Desk) -> None:
    (asking,) = await desk.asking()
    desk.database.now = 4.0
    desk.database.open.set()
    assert await asking == b"1"
    desk.database.now = BOUND
    assert await desk.shows() == b"2"


async def test_a_reading_that_began_too_long_ago_is_not_joined_and_overtakes_nothing(desk: Desk) -> None:
    (slow,) = await desk.asking()
    desk.database.now = BOUND
    (fresh,) = await desk.asking()
    desk.database.open.set()
    assert (await slow, await fresh) == (b"1", b"2")
    assert await desk.shows() == b"2" and desk.database.asked == 2


async def test_who_asked_first_may_go_and_the_others_are_answered(desk: Desk) -> None:
    first, second = await desk.asking(2)
    first.cancel()
    desk.database.open.set()
    assert await second == b"1" and desk.database.asked == 1


async def test_a_failure_is_told_to_all_and_not_kept(swift: Desk) -> None:
    swift.database.fails = True
    told = await asyncio.gather(*await swift.asking(2), return_exceptions=True)
    assert all(isinstance(one, Unreachable) for one in told)
    swift.database.fails = False
    assert await swift.shows() is not None


async def test_what_is_not_there_is_looked_for_again(swift: Desk) -> None:
    assert await swift.shared.get("k", BOUND, swift.database.nothing) is None
    assert await swift.shows() == b"2"


async def test_what_was_not_asked_for_longest_goes_first_when_there_is_no_room(swift: Desk) -> None:
    for key in "abcdefgh":
        await swift.shows(key)
    assert await swift.shows("a") == b"1"
    for key in "ij":
        await swift.shows(key)
    assert (await swift.shows("a"), await swift.shows("b")) == (b"1", b"11")
    assert swift.shared.size <= swift.shared.most


async def test_what_is_larger_than_all_room_is_shown_and_not_kept(swift: Desk) -> None:
    async def large() -> bytes:
        return b"x" * 20 * OVERHEAD

    shown = await swift.shared.get("k", BOUND, large)
    assert isinstance(shown, Answer) and swift.shared.size == 0


async def test_equal_answers_have_equal_tags_and_others_others(swift: Desk) -> None:
    async def same() -> bytes:
        return b"same"

    one, other = await swift.shared.get("a", BOUND, same), await swift.shared.get("b", BOUND, same)
    third = await swift.shared.get("c", BOUND, swift.database.read)
    assert one and other and third and one.etag == other.etag != third.etag
