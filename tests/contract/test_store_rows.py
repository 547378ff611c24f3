"""What every store does with a service's own rows."""

from datetime import UTC, datetime, timedelta

import pytest

from choreography import guard
from choreography.changes import PageAsk, Wanted
from choreography.ports import Conflict, Store, Violation
from choreography.row import Page
from tests.contract.batch import THEN, removed, save, stands, written
from tests.contract.shop import Keeper, Shelf

EMPTY = Shelf("a", "1", version=1)
ANNA = Keeper("a", "anna@x", version=1)


async def test_a_row_comes_back_as_it_was_saved(store: Store) -> None:
    shifts = (("mon", 'tu"e'), (), ("{a,b}",))
    pause = timedelta(days=-2, microseconds=1)
    full = Keeper("a", "anna@x", "1", shifts, {"n": 1}, "away", True, THEN, pause, b"\x00", version=1)
    bare, labelled = Keeper("b", "bob@x", version=1), Shelf("a", "ü/", labels=("x", ""), version=1)
    await save(store, **written(full, bare, labelled))
    assert await stands(store, full, bare, labelled) == [full, bare, labelled]


@pytest.mark.parametrize("end", [datetime.min, datetime.max])
async def test_the_first_and_the_last_moment_come_back_or_nobody_could_read_the_row_again(
    store: Store, end: datetime
) -> None:
    row = ANNA.but(since=end.replace(tzinfo=UTC))
    await save(store, **written(row))
    assert await stands(store, row) == [row]


async def test_rows_are_found_by_a_unique_column(store: Store) -> None:
    await save(store, **written(ANNA, Keeper("b", "bob@x", "1", version=1)))
    found = await store.load(Wanted(unique={Keeper: {("mail", "anna@x"), ("phone", "1"), ("mail", "nobody")}}))
    assert set(found.rows[Keeper]) == {("a",), ("b",)}


async def test_a_row_is_changed_over_several_versions_at_once(store: Store) -> None:
    await save(store, **written(EMPTY))
    await save(store, **written(EMPTY.but(used=3, version=4), on=1))
    assert await stands(store, EMPTY) == [EMPTY.but(used=3, version=4)]


@pytest.mark.parametrize("on", [0, 2, 3])
async def test_a_row_built_on_another_version_is_a_conflict(store: Store, on: int) -> None:
    await save(store, **written(EMPTY))
    with pytest.raises(Conflict):
        await save(store, **written(EMPTY.but(used=1, version=on + 1), Shelf("a", "2", version=on + 1), on=on))
    assert await stands(store, EMPTY, Shelf("a", "2")) == [EMPTY]


async def test_a_row_that_is_gone_is_not_changed(store: Store) -> None:
    await save(store, **written(EMPTY))
    await save(store, **removed(EMPTY))
    assert not await stands(store, EMPTY)
    with pytest.raises(Conflict):
        await save(store, **written(EMPTY.but(version=2)))
    with pytest.raises(Conflict):
        await save(store, **removed(EMPTY))


async def test_a_change_that_the_guard_forbids_is_a_conflict(store: Store) -> None:
    await save(store, **written(EMPTY.but(turn=5)))
    with pytest.raises(Conflict):
        await save(store, **written(EMPTY.but(turn=4, version=2)))


async def test_a_row_that_may_not_be_is_a_violation_with_its_constraints_name(store: Store) -> None:
    with pytest.raises(Violation, match=guard.name(Shelf)):
        await save(store, **written(EMPTY.but(used=11)))


async def test_a_value_that_is_taken_is_a_violation_with_its_constraints_name(store: Store) -> None:
    await save(store, **written(ANNA))
    with pytest.raises(Violation, match="keeper_mail_key"):
        await save(store, **written(Keeper("b", "anna@x", version=1)))


async def test_a_value_given_up_in_a_batch_is_free_in_it(store: Store) -> None:
    bob = Keeper("b", "bob@x", version=1)
    await save(store, **written(ANNA, bob))
    new = Keeper("d", "bob@x", version=1), Keeper("c", "anna@x", version=1)
    changes = written(bob.but(mail="robert@x", version=2), *new)
    await save(store, rows=changes["rows"], gone={Keeper: {("a",)}}, old={Keeper: changes["old"][Keeper] | {("a",): 1}})
    found = await store.load(Wanted(unique={Keeper: {("mail", "anna@x"), ("mail", "bob@x")}}))
    assert set(found.rows[Keeper]) == {("c",), ("d",)}


async def test_a_page_goes_on_in_key_order(store: Store) -> None:
    names = [*(f"{n:04}" for n in range(Page.SIZE + 5)), "Z", "a", "é"]
    await save(store, **written(*(Shelf("a", name, version=1) for name in reversed(names)), Shelf("b", "0", version=1)))
    first = PageAsk(Shelf, ("a",), "")
    page = (await store.load(Wanted(pages={first}))).pages[first]
    assert [row.key[1] for row in page] == names[: Page.SIZE]
    rest = PageAsk(Shelf, ("a",), page[-1].key[1])
    assert [row.key[1] for row in (await store.load(Wanted(pages={rest}))).pages[rest]] == names[Page.SIZE :]
