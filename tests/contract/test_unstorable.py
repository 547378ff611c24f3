"""What no column of PostgreSQL can hold, and no index, is one message's fault, never the lane's: in memory as well."""

import random
from typing import Any

import pytest

from choreography.changes import Heard, PageAsk, Wanted
from choreography.ports import Store, Violation
from tests.contract.batch import due, save, stands, waiting, written
from tests.contract.shop import Keeper, Shelf


def noise(size: int) -> str:
    """Nothing packs it."""
    return "".join(random.Random(1).choices("abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", k=size))  # noqa: S311


ZERO, HALF = "zero\0byte", "half a \ud83c"
PLAIN = Shelf("a", "1", version=1)
ROWS = {
    "a key with a zero byte": Shelf("a", ZERO, version=1),
    "a text with half a character": Keeper("a", HALF, version=1),
    "a document with a zero byte": Shelf("a", "1", labels=("\\", ZERO), version=1),
    "a document with half a character": Shelf("a", "1", labels=(HALF,), version=1),
    "a number beyond 64 bits": Shelf("a", "1", turn=2**63, version=1),
    "a number as far below": Shelf("a", "1", turn=-(2**63) - 1, version=1),
}
WAITING = {
    "its subject": waiting("w", ZERO),
    "why it is dead": waiting("w", error=ZERO),
    "what it lacks": waiting("w", lacks=(ZERO,)),
    "what it lacks, at length": waiting("w", reason="early", lacks=(f"shelf/{noise(3_000)}",)),
}


async def test_a_key_with_a_zero_byte_is_not_found(store: Store) -> None:
    await save(store, **written(PLAIN))
    assert await stands(store, PLAIN, Shelf("a", ZERO)) == [PLAIN]
    assert not (await store.load(Wanted(ids=("\0",), subjects=("\0",)))).known
    ask = PageAsk(Shelf, (ZERO,), "")
    assert (await store.load(Wanted(pages={ask}))).pages == {ask: []}


@pytest.mark.parametrize("row", ROWS.values(), ids=ROWS)
async def test_a_value_that_no_column_holds_is_a_violation(store: Store, row: Any) -> None:
    with pytest.raises(Violation):
        await save(store, **written(row))
    assert not await stands(store, PLAIN)


async def test_what_is_only_written_like_a_zero_byte_is_kept(store: Store) -> None:
    row = Shelf("a", "\\u0000", labels=("\\u0000", "\\\\u0000", "🎭"), turn=2**63 - 1, version=1)
    await save(store, **written(row))
    assert await stands(store, row) == [row]


async def test_a_key_of_thousands_of_bytes_is_a_violation(store: Store) -> None:
    long = Shelf("a", noise(2_500), version=1)
    await save(store, **written(long))
    assert await stands(store, long) == [long]
    for row in (Shelf("a", noise(3_000), version=1), Keeper("a", noise(3_000), version=1)):
        with pytest.raises(Violation):
            await save(store, **written(row))


@pytest.mark.parametrize("row", WAITING.values(), ids=WAITING)
async def test_what_cannot_wait_is_a_violation(store: Store, row: Any) -> None:
    with pytest.raises(Violation):
        await save(store, waits=[row])
    assert await due(store) == []


async def test_what_the_inbox_cannot_keep_is_a_violation(store: Store) -> None:
    with pytest.raises(Violation):
        await save(store, heard=[Heard("h", "Bumped", ZERO)])
