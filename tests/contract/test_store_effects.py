"""What every store does with work to be done outside."""

import asyncio
from dataclasses import replace

from choreography.changes import EffectRow
from choreography.ports import Store
from tests.contract.batch import due, effect, save, waiting


async def opened(store: Store) -> EffectRow:
    await save(store, effects=[effect("e")])
    (row,) = await store.open_effects([0])
    return row


async def test_effects_are_open_until_they_are_finished(store: Store) -> None:
    row = await opened(store)
    assert (row.envelope, row.body, row.epoch, row.tries) == (effect("e").envelope, b"do", 0, 0) and row.since
    assert await store.backlog([0]) == (0, 1)
    assert await store.finish(row, waiting("result"))
    assert not await store.open_effects([0]) and await due(store) == ["result"]


async def test_an_effect_is_finished_once(store: Store) -> None:
    row = await opened(store)
    await store.finish(row, waiting("first"))
    assert not await store.finish(row, waiting("second")) and await due(store) == ["first"]
    assert await store.claim(row, 1, lease=10, wait=0) is None


async def test_a_claim_carries_its_epoch_and_counts_the_tries(store: Store) -> None:
    row = await opened(store)
    first, second = await store.claim(row, 1, lease=10, wait=10), await store.claim(row, 1, lease=10, wait=10)
    assert first and (first.epoch, first.tries) == (1, 1)
    assert second and (second.epoch, second.tries) == (1, 2), "the same epoch may try again at once"


async def test_one_that_is_tried_anew_was_called_before(store: Store) -> None:
    await save(store, effects=[replace(effect("e"), tries=1)])
    (row,) = await store.open_effects([0])
    again = await store.claim(row, 1, lease=10, wait=10)
    assert row.tries == 1 and again and again.tries == 2


async def test_a_higher_epoch_waits_for_the_lease_where_it_must(store: Store) -> None:
    row = await opened(store)
    await store.claim(row, 1, lease=100, wait=100)
    assert await store.claim(row, 2, lease=100, wait=100) is None
    assert await store.claim(row, 2, lease=100, wait=0)


async def test_a_lease_that_is_over_holds_nobody_back(store: Store) -> None:
    row = await opened(store)
    await store.claim(row, 1, lease=0, wait=100)
    assert await store.claim(row, 2, lease=0, wait=100)


async def test_a_lower_epoch_gets_nothing(store: Store) -> None:
    row = await opened(store)
    await store.claim(row, 2, lease=0, wait=0)
    assert await store.claim(row, 1, lease=0, wait=0) is None


async def test_many_at_the_same_time_are_each_as_if_alone(store: Store) -> None:
    await save(store, effects=[effect(f"e{n}") for n in range(9)])
    rows = await store.open_effects([0])
    await store.claim(rows[0], 2, lease=100, wait=100)
    took = await asyncio.gather(*(store.claim(row, 1, lease=10, wait=10) for row in rows))
    assert [one and one.envelope.id for one in took] == [None, *(row.envelope.id for row in rows[1:])]
    finishes = [store.finish(row, waiting(f"of {row.envelope.id}")) for row in (*rows, rows[-1])]
    assert await asyncio.gather(*finishes) == [True] * 9 + [False]
    assert sorted(await due(store)) == sorted(f"of {row.envelope.id}" for row in rows)
