"""The public verifier: an honest log is accepted, whatever was done to it is found."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from contracts.draw import commitment, link, lot
from ops.queue_log import Receipt, wrong

SEED, NOW = "ab" * 32, datetime(2026, 6, 1, 12, tzinfo=UTC)
DRAWN, LATE = 20, 5
QUEUE: dict[str, Any] = {"seed": SEED, "commitment": commitment(SEED), "receipts": DRAWN, "served": 7}


def honest() -> list[Receipt]:
    """Twenty who were drawn and five who came later; seven were let in."""
    places = [f"e-q{n:02d}" for n in range(DRAWN + LATE)]
    by_lot = sorted(places[:DRAWN], key=lambda place: lot(SEED, place))
    found, chain = list[Receipt](), ""
    for n, place in enumerate(places):
        at = NOW + timedelta(seconds=n)
        chain, rank = link(chain, n + 1, place, at), by_lot.index(place) + 1 if n < DRAWN else n + 1
        found.append(Receipt(place, n + 1, at, chain, rank, "spent" if rank <= QUEUE["served"] else "waiting"))
    return found


def changed(n: int, **fields: Any) -> list[Receipt]:
    return [replace(one, **fields) if one.receipt == n else one for one in honest()]


def swapped(one: int, other: int) -> list[Receipt]:
    """Two ranks change places."""
    ranks = {one: other, other: one}
    return [replace(receipt, rank=ranks.get(receipt.rank, receipt.rank)) for receipt in honest()]


def test_an_honest_log_is_accepted() -> None:
    assert wrong(QUEUE, honest()) == []


def test_before_the_draw_there_is_only_the_chain_to_check() -> None:
    waiting = [replace(one, rank=0, state="waiting") for one in honest()]
    assert wrong({**QUEUE, "seed": "", "receipts": 0, "served": 0}, waiting) == []


@pytest.mark.parametrize("pair", [(1, 2), (3, 19), (12, 13)], ids=str)
def test_one_swapped_pair_of_the_draw_is_found(pair: tuple[int, int]) -> None:
    assert wrong(QUEUE, swapped(*pair))


def test_one_swapped_pair_of_those_who_came_later_is_found() -> None:
    assert wrong(QUEUE, swapped(22, 23))


@pytest.mark.parametrize(
    "log",
    [
        honest()[:4] + honest()[5:], honest()[1:], changed(3, place_id="e-q99"),
        changed(3, joined_at=NOW), [*honest()[:2], honest()[3], honest()[2], *honest()[4:]],
    ],
    ids=["removed", "first removed", "another's", "another time", "in another order"],
)  # fmt: skip
def test_a_changed_receipt_is_found(log: list[Receipt]) -> None:
    assert wrong(QUEUE, log)


def test_another_seed_is_found() -> None:
    assert "the seed is not the one that was committed to" in wrong({**QUEUE, "seed": "cd" * 32}, honest())


def test_who_was_let_in_out_of_turn_is_found() -> None:
    (far,) = [one.receipt for one in honest() if one.rank == 15]
    assert wrong(QUEUE, changed(far, state="turn"))


def test_who_left_before_the_draw_is_missed_by_nobody() -> None:
    (last,) = [one.receipt for one in honest() if one.rank == DRAWN]
    assert wrong(QUEUE, changed(last, rank=0, state="left")) == []


def test_a_draw_that_goes_on_has_ranked_the_lowest_lots() -> None:
    going_on = [replace(one, rank=0 if 9 < one.rank <= DRAWN else one.rank) for one in honest()]
    assert wrong(QUEUE, going_on) == []
    assert wrong(QUEUE, [replace(one, rank=0) if one.rank == 4 else one for one in honest()])
