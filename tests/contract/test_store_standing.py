"""What every store tells of what stands in its tables."""

from datetime import timedelta

from choreography.changes import Wanted
from choreography.ports import Store
from tests.contract.batch import effect, save, waiting


async def test_what_waits_is_counted_by_reason_with_the_age_of_the_oldest(store: Store) -> None:
    now = (await store.load(Wanted())).now
    since = {"since": now - timedelta(seconds=100)}
    await save(store, waits=[waiting("a", reason="early", **since), waiting("b", reason="early", since=now)])
    await save(store, waits=[waiting("d", reason="dead", since=now)], effects=[effect("e")])
    standing = await store.standing([0])
    assert {name: one.count for name, one in standing.items()} == {"early": 2, "dead": 1, "effect": 1}
    assert 100 <= standing["early"].age < 160 and 0 <= standing["dead"].age < 60


async def test_what_stands_in_other_partitions_is_not_counted(store: Store) -> None:
    await save(store, waits=[waiting("a")], effects=[effect("e")])
    assert await store.standing([1]) == {} and await store.standing([]) == {}
