"""What every store does with messages that wait."""

from dataclasses import replace
from datetime import timedelta

import pytest

from choreography.changes import Wanted, lack
from choreography.intake import body_hash
from choreography.ports import Conflict, Store
from tests.contract.batch import FAR_OFF, THEN, due, plain, save, waiting
from tests.contract.shop import Shelf

NEED = lack(Shelf, ("a", '1,"{\\'))


async def test_what_is_due_comes_in_the_order_of_arrival(store: Store) -> None:
    full = waiting("z", name="n", tries=3, lacks=(NEED, ""), error="e", blocks=True, reason="next")
    await save(store, waits=[full, waiting("later", due=FAR_OFF)])
    await save(store, waits=[waiting("a"), waiting("p", reason="parked"), waiting("d", reason="dead")])
    rows = await store.due([0], 10)
    assert [plain(row) for row in rows] == [full, waiting("a")] and rows[0].seq < rows[1].seq
    assert [row.id for row in await store.due([0], 1)] == ["z"] and not await store.due([1], 10)


async def test_the_next_due_is_told_in_seconds(store: Store) -> None:
    now = (await store.load(Wanted())).now
    await save(store, waits=[waiting("p", reason="parked")])
    assert await store.next_due([0]) is None
    await save(store, waits=[waiting("a", due=now + timedelta(seconds=100)), waiting("b", due=FAR_OFF)])
    assert 90 < (await store.next_due([0, 1]) or 0) <= 100


async def test_a_row_of_the_same_id_is_replaced_and_keeps_its_place(store: Store) -> None:
    await save(store, waits=[waiting("a"), waiting("b")])
    await save(store, waits=[waiting("a", tries=1, since=FAR_OFF, error="again", reason="early")])
    first, second = await store.due([0], 10)
    assert plain(first) == waiting("a", tries=1, since=THEN, error="again", reason="early") and second.id == "b"


async def test_of_an_id_that_waits_is_told_which_body_it_has(store: Store) -> None:
    await save(store, waits=[waiting("a"), waiting("dead", reason="dead")])
    found = (await store.load(Wanted(ids=("a", "dead", "b")))).waits
    assert found == dict.fromkeys(("a", "dead"), body_hash(waiting("a").body))


async def test_what_is_done_is_gone_and_cannot_be_done_again(store: Store) -> None:
    await save(store, waits=[waiting("a"), waiting("b")])
    await save(store, done=["a"])
    assert await due(store) == ["b"]
    with pytest.raises(Conflict):
        await save(store, done=["b", "a"])
    assert await due(store) == ["b"]


async def test_a_withdrawn_timer_is_gone_but_not_the_one_set_in_its_place(store: Store) -> None:
    others = waiting("other", name="remind"), waiting("s2", "s2", name="expire")
    await save(store, waits=[waiting("old", name="expire"), *others])
    await save(store, withdrawn={("expire", "s1")}, waits=[waiting("new", name="expire")])
    assert await due(store) == ["other", "s2", "new"]


async def test_a_timer_may_be_done_and_withdrawn_in_one_batch(store: Store) -> None:
    await save(store, waits=[waiting("t", name="expire", reason="early", lacks=(NEED,))])
    await save(store, done=["t"], withdrawn={("expire", "s1")}, wrote={NEED})
    assert await due(store) == []


async def test_an_early_timer_may_be_woken_and_withdrawn_in_one_batch(store: Store) -> None:
    await save(store, waits=[waiting("t", name="expire", reason="early", lacks=(NEED,))])
    await save(store, withdrawn={("expire", "s1")}, wrote={NEED})
    assert await due(store) == []


async def test_a_released_row_is_next_and_due(store: Store) -> None:
    await save(store, waits=[waiting("p", reason="parked", due=FAR_OFF)])
    await save(store, released=["p"])
    assert [(row.id, row.reason) for row in await store.due([0], 10)] == [("p", "next")]


async def test_an_early_message_is_due_when_what_it_lacks_is_written(store: Store) -> None:
    early = waiting("e", reason="early", due=FAR_OFF, lacks=("x", NEED))
    parked = waiting("p", reason="parked", due=FAR_OFF, lacks=(NEED,))
    other = waiting("o", reason="early", due=FAR_OFF, lacks=("x",))
    await save(store, waits=[early, parked, other])
    assert await due(store) == []
    await save(store, wrote={NEED, "y"})
    assert await due(store) == ["e"]


async def test_an_early_message_is_due_when_its_own_batch_wrote_what_it_lacks(store: Store) -> None:
    await save(store, waits=[waiting("e", reason="early", due=FAR_OFF, lacks=(NEED,))], wrote={NEED})
    assert await due(store) == ["e"]


async def test_copies_and_blocks_are_known(store: Store) -> None:
    dead, parked = waiting("d", reason="dead", blocks=True), waiting("p", reason="parked", blocks=True)
    await save(store, waits=[dead, parked, waiting("free"), waiting("s2", "s2", blocks=True)])
    loaded = await store.load(Wanted(ids=("d", "free", "nobody"), subjects=("s1",)))
    assert loaded.waits.keys() == {"d", "free"}
    assert [(block.id, block.reason) for block in loaded.blocks] == [("d", "dead"), ("p", "parked")]
    await save(store, waits=[replace(dead, blocks=False)])
    assert [block.id for block in (await store.load(Wanted(subjects=("s1",)))).blocks] == ["p"]
