"""What every store keeps: lanes, inbox and outbox."""

from dataclasses import replace

import pytest

from choreography.changes import Answer, Changes, LaneRow, Wanted
from choreography.ports import Conflict, Fenced, Store
from tests.contract.batch import command, lane, said, save, stands, taken, written
from tests.contract.shop import Shelf


async def test_a_save_raises_the_turn_and_moves_next(store: Store) -> None:
    before = await taken(store)
    await store.save(Changes(lanes={0: replace(before, next={"shop.events": 7})}))
    assert await lane(store) == LaneRow(0, before.epoch, before.turn + 1, {"shop.events": 7})


async def test_which_fields_were_changed_is_kept_until_it_is_said(store: Store) -> None:
    told = said("m1")
    await save(store, said=[replace(told, envelope=replace(told.envelope, changed='{"a":{}}')), said("m2")])
    assert [row.envelope.changed for row in await store.unpublished([0])] == ['{"a":{}}', ""]


async def test_a_second_save_on_the_same_turn_is_fenced_and_leaves_nothing(store: Store) -> None:
    old, shelf = await taken(store), Shelf("a", "1", version=1)
    await store.save(Changes(lanes={0: old}))
    with pytest.raises(Fenced):
        await store.save(Changes(lanes={0: old}, said=[said("m1")], heard=[command("c1")], **written(shelf)))
    assert not await store.unpublished([0]) and not await stands(store, shelf)


async def test_one_lost_lane_fences_the_batch_of_both(store: Store) -> None:
    lanes = await store.take([0, 1])
    await store.take([1])
    with pytest.raises(Fenced):
        await store.save(Changes(lanes=lanes))
    assert await lane(store) == lanes[0]


async def test_a_stale_batch_is_fenced_even_where_it_would_break_a_constraint(store: Store) -> None:
    old = await taken(store)
    await save(store, heard=[command("c1")], said=[said("m1")])
    with pytest.raises(Fenced):
        await store.save(Changes(lanes={0: old}, heard=[command("c1")], said=[said("m1")]))


async def test_recover_raises_the_turn_of_own_lanes_only(store: Store) -> None:
    mine, lost = (await store.take([0, 1])).values()
    await store.take([1])
    assert await store.recover({0: mine.epoch, 1: lost.epoch, 2: 1}) == {0: replace(mine, turn=mine.turn + 1)}
    with pytest.raises(Fenced):
        await store.save(Changes(lanes={0: mine}))


async def test_a_lane_starts_where_it_is_told_until_it_is_taken_over(store: Store) -> None:
    mine = await taken(store)
    await store.start([replace(mine, next={"a": 3})])
    await store.start([replace(mine, next={"b": 4})])
    assert (await lane(store)).next == {"a": 3, "b": 4}
    await store.take([0])
    with pytest.raises(Fenced):
        await store.start([replace(mine, next={"a": 0})])


async def test_lanes_start_together_or_not_at_all(store: Store) -> None:
    mine, lost = (await store.take([0, 1])).values()
    await store.take([1])
    with pytest.raises(Fenced):
        await store.start([replace(mine, next={"a": 3}), replace(lost, next={"a": 3})])
    assert await lane(store) == mine


async def test_a_command_is_open_until_a_later_batch_answers_it(store: Store) -> None:
    wanted, answer = Wanted(ids=("c1", "c2"), subjects=("s1",)), Answer("m1", "BookingHeld", b"\x00held")
    await save(store, heard=[command("c1")])
    assert (await store.load(wanted)).open == [command("c1")]
    await save(store, answered={"c1": answer})
    loaded = await store.load(wanted)
    assert loaded.known == {"c1": replace(command("c1"), answer=answer)} and not loaded.open


async def test_a_first_answer_stays(store: Store) -> None:
    first = replace(command("c1"), answer=Answer("m1", "BookingHeld", b"1"))
    await save(store, heard=[first])
    await save(store, answered={"c1": Answer("m2", "BookingExpired", b"2")})
    assert (await store.load(Wanted(ids=("c1",)))).known == {"c1": first}


async def test_a_message_heard_before_is_a_conflict_and_nothing_is_saved(store: Store) -> None:
    await save(store, heard=[command("c1")])
    with pytest.raises(Conflict):
        await save(store, heard=[command("c2"), command("c1")])
    assert not (await store.load(Wanted(ids=("c2",)))).known


async def test_what_was_said_is_kept_in_order_until_it_is_acked(store: Store) -> None:
    await save(store, said=[said("z"), said("a", ("c1", 'c"2\\')), said("m")])
    await save(store, said=[said("b")], acked=("z",))
    kept = await store.unpublished([0])
    assert [replace(row, seq=0) for row in kept] == [said("a", ("c1", 'c"2\\')), said("m"), said("b")]
    assert [row.seq for row in kept] == sorted({row.seq for row in kept}) and not await store.unpublished([1])
    await store.forget(["a", "b"])
    assert [row.id for row in await store.unpublished([0, 1])] == ["m"] and await store.backlog([0]) == (1, 0)
