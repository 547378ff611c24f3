"""What only the store in memory has: a clock that is given, and places to fail."""

from datetime import timedelta

import pytest

from choreography.changes import Wanted
from choreography.memory.store import MemoryStore
from choreography.ports import Unknown
from tests.contract.batch import THEN, due, effect, lane, said, save, waiting


async def test_time_is_what_the_clock_says() -> None:
    now = [THEN]
    store = MemoryStore(lambda: now[0])
    await save(store, waits=[waiting("a", due=THEN + timedelta(seconds=5))], effects=[effect("e")])
    assert store.load_now(Wanted()).now == THEN and await store.next_due([0]) == 5.0 and await due(store) == []
    await store.claim(effect("e"), 1, lease=10, wait=4)
    assert await store.claim(effect("e"), 2, lease=10, wait=4) is None
    now[0] += timedelta(seconds=5)
    assert await due(store) == ["a"] and await store.claim(effect("e"), 2, lease=10, wait=4)


async def test_a_save_may_be_lost_before_or_after_it_is_done() -> None:
    calls: list[str] = []

    async def point(name: str) -> None:
        calls.append(name)
        if name == "save after":
            raise Unknown("cut")

    store = MemoryStore(point=point)
    with pytest.raises(Unknown):
        await save(store, said=[said("m1")])
    other = MemoryStore(books=store.books)
    assert [row.id for row in await other.unpublished([0])] == ["m1"] and (await lane(other)).turn == 2
    assert calls[-2:] == ["save before", "save after"]
