"""What a hearer takes from a fetch that it shares: all that it sought, once, in order, and nothing else."""

from collections.abc import Iterable
from datetime import UTC, datetime

import pytest
from aiokafka import TopicPartition

from choreography.kafka.stream import Stream
from choreography.ports import Record
from choreography.sight.counters import ConsumerCounters

PLACE, OTHER = TopicPartition("inventory.events", 0), TopicPartition("inventory.events", 1)
BATCH = 5


class Fetch:
    """Notes which places are to be read from elsewhere."""

    def __init__(self) -> None:
        self.moved: list[TopicPartition] = []
        self.stream = Stream(["inventory.events"], hears, ConsumerCounters(), self.align, BATCH)

    def align(self, places: Iterable[TopicPartition]) -> None:
        self.moved += places

    def brings(self, begin: int, *offsets: int, place: TopicPartition = PLACE) -> None:
        self.stream.offer(place, begin, [record(place, offset) for offset in offsets])

    async def taken(self, at_most: int = 100) -> list[int]:
        return [record.offset for record in await self.stream.take(0.0, at_most)]


def record(place: TopicPartition, offset: int) -> Record:
    return Record(*place, offset, datetime(2026, 1, 1, tzinfo=UTC), b"k", b"v", ())


def hears(record: Record) -> bool:
    """Each hundredth is for another service."""
    return record.offset % 100 != 0


@pytest.fixture
def fetch() -> Fetch:
    fetch = Fetch()
    fetch.stream.open()
    fetch.stream.seek(PLACE, 3)
    return fetch


async def test_what_was_sought_comes_once_and_in_order(fetch: Fetch) -> None:
    fetch.brings(3, 3, 4)
    fetch.brings(5, 5)
    assert await fetch.taken(2) == [3, 4]
    assert await fetch.taken(2) == [5] and await fetch.taken() == []


async def test_what_another_has_read_again_does_not_come_again(fetch: Fetch) -> None:
    fetch.brings(3, 3, 4)
    fetch.brings(0, 0, 1, 2, 3, 4, 5)
    assert await fetch.taken() == [3, 4, 5]


async def test_what_begins_after_what_was_sought_is_not_taken_for_something_would_be_missing(fetch: Fetch) -> None:
    fetch.brings(7, 7, 8)
    assert await fetch.taken() == [] and fetch.stream.reads(PLACE) == 3


async def test_an_offset_that_the_log_never_had_is_not_missed(fetch: Fetch) -> None:
    fetch.brings(3, 4)
    fetch.brings(5, 6)
    assert await fetch.taken() == [4, 6]


async def test_a_place_that_was_never_sought_brings_nothing(fetch: Fetch) -> None:
    fetch.brings(0, 0, place=OTHER)
    assert await fetch.taken() == [] and fetch.stream.reads(OTHER) is None


async def test_who_seeks_back_forgets_what_lay_ready_of_that_place_alone(fetch: Fetch) -> None:
    fetch.stream.seek(OTHER, 0)
    fetch.brings(3, 3, 4)
    fetch.brings(0, 0, place=OTHER)
    fetch.stream.seek(PLACE, 2)
    assert fetch.stream.reads(PLACE) == 2 and fetch.moved[-1] == PLACE
    assert await fetch.taken() == [0]


async def test_who_is_paused_takes_nothing_and_reads_on_where_it_was(fetch: Fetch) -> None:
    fetch.brings(3, 3)
    fetch.stream.pause(True)
    fetch.brings(4, 4)
    assert await fetch.taken() == [] and fetch.stream.reads(PLACE) is None
    fetch.stream.pause(False)
    assert await fetch.taken() == [3] and fetch.stream.reads(PLACE) == 4


async def test_who_was_passed_by_reads_on_when_it_has_taken_all_that_lay_ready(fetch: Fetch) -> None:
    fetch.brings(3, *range(3, 3 + BATCH))
    assert fetch.stream.full
    fetch.stream.pass_by()
    assert fetch.stream.reads(PLACE) is None and not fetch.stream.full
    assert await fetch.taken(3) == [3, 4, 5] and fetch.stream.reads(PLACE) is None
    assert await fetch.taken(3) == [6, 7] and fetch.stream.reads(PLACE) == 8


async def test_who_is_closed_has_sought_nothing_any_more(fetch: Fetch) -> None:
    fetch.brings(3, 3)
    fetch.stream.close()
    fetch.stream.open()
    fetch.brings(4, 4)
    assert await fetch.taken() == [] and fetch.stream.reads(PLACE) is None


async def test_what_is_for_another_wakes_nobody_and_comes_with_what_is_heard(fetch: Fetch) -> None:
    fetch.stream.seek(PLACE, 99)
    fetch.brings(99, 99)
    assert await fetch.taken() == [99]
    fetch.brings(100, 100)
    assert not fetch.stream.holds(1)
    fetch.brings(101, 101)
    assert await fetch.taken() == [100, 101]


async def test_what_is_for_another_comes_alone_when_the_wait_is_over(fetch: Fetch) -> None:
    fetch.stream.seek(PLACE, 99)
    fetch.brings(99, 99)
    await fetch.taken()
    fetch.brings(100, 100)
    assert await fetch.taken() == [100]


async def test_the_first_after_a_place_was_sought_comes_at_once_whoever_it_is_for(fetch: Fetch) -> None:
    fetch.stream.seek(PLACE, 100)
    fetch.brings(100, 100)
    assert fetch.stream.holds(1)


async def test_a_whole_batch_for_others_is_taken_at_once(fetch: Fetch) -> None:
    fetch.stream.seek(PLACE, 99)
    fetch.brings(99, 99)
    await fetch.taken()
    for offset in range(100, 100 * (BATCH + 1), 100):
        fetch.brings(100, offset)
    assert fetch.stream.full
