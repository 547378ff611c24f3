"""The public verifier: an honest log is accepted, whatever was done to it is found."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from contracts.draw import commitment, link, lot
from ops.queue_log import wrong
from ops.queue_ranks import Receipt

SEED, NOW = "ab" * 32, datetime(2026, 6, 1, 12, tzinfo=UTC)
DRAWN, LATE = 20, 5
SERVED = 7


def honest() -> list[Receipt]:
    """Twenty who were drawn and five who came later; seven were let in."""
    places = [f"e-q{n:02d}" for n in range(DRAWN + LATE)]
    by_lot = sorted(places[:DRAWN], key=lambda place: lot(SEED, place))
    found, chain = list[Receipt](), ""
    for n, place in enumerate(places):
        at = NOW + timedelta(seconds=n)
        chain, rank = link(chain, n + 1, place, at), by_lot.index(place) + 1 if n < DRAWN else n + 1
        found.append(Receipt(place, n + 1, at, chain, rank, "spent" if rank <= SERVED else "waiting"))
    return found


QUEUE: dict[str, Any] = {
    "seed": SEED, "commitment": commitment(SEED), "receipts": DRAWN, "chain": honest()[DRAWN - 1].chain,
    "served": SERVED,
}  # fmt: skip


def changed(n: int, **fields: Any) -> list[Receipt]:
    return [replace(one, **fields) if one.receipt == n else one for one in honest()]


def ranked(to: dict[int, int], log: list[Receipt] | None = None) -> list[Receipt]:
    """Other ranks for those of some."""
    return [replace(one, rank=to.get(one.rank, one.rank)) for one in log or honest()]


def swapped(one: int, other: int, log: list[Receipt] | None = None) -> list[Receipt]:
    """Two ranks change places."""
    return ranked({one: other, other: one}, log)


def left(rank: int) -> list[Receipt]:
    """Who would have had it left when the draw had just begun: the rank is nobody's."""
    return [replace(one, rank=0, state="left") if one.rank == rank else one for one in honest()]


def left_before(rank: int) -> list[Receipt]:
    """Who would have had it left before the draw: the others moved up."""
    moved = {old: old - 1 for old in range(rank + 1, DRAWN + LATE + 1)}
    return ranked(moved, left(rank))


def test_an_honest_log_is_accepted() -> None:
    assert wrong(QUEUE, honest()) == []


def test_before_the_draw_there_is_only_the_chain_to_check() -> None:
    waiting = [replace(one, rank=0, state="waiting") for one in honest()]
    assert wrong({**QUEUE, "seed": "", "receipts": 0, "chain": "", "served": 0}, waiting) == []


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


@pytest.mark.parametrize("pair", [(20, 21), (1, 25), (7, 22)], ids=str)
def test_one_pair_that_is_swapped_over_the_border_of_the_draw_is_found(pair: tuple[int, int]) -> None:
    assert wrong(QUEUE, swapped(*pair))
    assert wrong(QUEUE, swapped(*pair, left(15))) and wrong(QUEUE, swapped(*pair, left_before(15)))


def test_a_latecomer_among_the_drawn_is_found() -> None:
    assert wrong(QUEUE, changed(21, rank=1, state="spent"))


@pytest.mark.parametrize(("one", "other"), [(4, 5), (20, 21), (22, 23), (3, 24)])
def test_a_rank_that_two_have_is_found(one: int, other: int) -> None:
    assert wrong(QUEUE, ranked({one: other})) and wrong(QUEUE, ranked({other: one}))


@pytest.mark.parametrize("at", [1, 8, DRAWN + 1, DRAWN + 3])
def test_a_hole_in_the_ranks_is_found(at: int) -> None:
    assert wrong(QUEUE, ranked({rank: rank + 1 for rank in range(at, DRAWN + LATE + 1)}))


@pytest.mark.parametrize("rank", [1, 4, SERVED])
def test_a_served_rank_that_was_never_let_in_is_found(rank: int) -> None:
    (served,) = [one.receipt for one in honest() if one.rank == rank]
    for state in ("waiting", "closed"):
        assert wrong(QUEUE, changed(served, state=state)) == [f"rank {rank} waits, though rank 7 was let in"]
    assert wrong(QUEUE, changed(served, state="left")) == []


@pytest.mark.parametrize("kept", [0, 1, DRAWN - 1])
def test_a_log_that_lacks_the_last_who_were_drawn_is_found(kept: int) -> None:
    assert f"the log ends at receipt {kept}, and 20 were given before the draw" in wrong(QUEUE, honest()[:kept])


def test_a_log_that_lacks_the_last_who_was_let_in_is_found() -> None:
    queue = {**QUEUE, "served": DRAWN + LATE}
    served = [replace(one, state="spent") for one in honest()]
    assert wrong(queue, served) == []
    assert wrong(queue, served[:-1]) == ["rank 25 was let in, and is nobody's"]


def test_a_chain_that_does_not_end_at_what_was_published_with_the_seed_is_found() -> None:
    for chain in ("", honest()[-1].chain):
        assert wrong({**QUEUE, "chain": chain}, honest()) == [
            "the chain at receipt 20 is not the one that was published with the seed"
        ]


def test_a_queue_that_moves_while_it_is_read_is_in_order() -> None:
    assert wrong({**QUEUE, "served": 5}, honest(), served=9) == []
    assert wrong({**QUEUE, "served": 5}, honest(), served=6) == ["rank 7 had a turn, though only 6 ranks were let in"]


@pytest.mark.parametrize("rank", [12, DRAWN])
def test_who_left_before_the_draw_or_during_it_is_missed_by_nobody(rank: int) -> None:
    for log in (left(rank), left_before(rank)):
        assert wrong(QUEUE, log) == []


def test_two_ranks_of_one_place_are_found() -> None:
    twice = [replace(one, place_id="e-q00") if one.receipt == 2 else one for one in honest()]
    assert "receipt 1 has a rank, though its place was taken again before the draw" in wrong(QUEUE, twice)


def test_a_draw_that_goes_on_has_ranked_the_lowest_lots() -> None:
    going_on = [replace(one, rank=0 if 9 < one.rank <= DRAWN else one.rank) for one in honest()]
    assert wrong(QUEUE, going_on) == []
    assert wrong(QUEUE, [replace(one, rank=0) if one.rank == 4 else one for one in honest()])
