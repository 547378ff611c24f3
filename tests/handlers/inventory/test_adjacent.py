"""Which seats are the best together, against all choices that there are."""

from collections.abc import Iterator
from timeit import repeat

from hypothesis import given
from hypothesis import strategies as st

from handlers.inventory.adjacent import best, fit, fit_well, left_alone, runs
from handlers.inventory.pick_seats import picked
from handlers.inventory.rows import Plan, Section

ROWS = st.lists(st.text("01", min_size=1, max_size=12), min_size=1, max_size=4)
SIZES = st.integers(1, 6)


def choices(rows: dict[str, str], size: int) -> Iterator[tuple[bool, int, int, int, str]]:
    """All of them: is a seat left alone, in which row, how far from its middle, the first place, the row's name."""
    for number, (name, seats) in enumerate(rows.items()):
        for first in range(len(seats) - size + 1):
            if set(seats[first : first + size]) == {"0"}:
                after = seats[:first] + "1" * size + seats[first + size :]
                yield bool(alone(after) - alone(seats)), number, abs(2 * first + size - len(seats)), first, name


def alone(seats: str) -> set[int]:
    walled = f"1{seats}1"
    return {n for n in range(len(seats)) if walled[n : n + 3] == "101"}


def named(rows: list[str]) -> dict[str, str]:
    return {"ABCD"[n]: seats for n, seats in enumerate(rows)}


@given(ROWS, SIZES)
def test_the_best_is_the_first_of_all_choices(rows: list[str], size: int) -> None:
    first = min(choices(named(rows), size), default=None)
    assert best(named(rows), size) == (first and (first[-1], first[-2]))


@given(ROWS, SIZES)
def test_a_seat_is_left_alone_only_where_every_choice_leaves_one(rows: list[str], size: int) -> None:
    found, every = best(named(rows), size), list(choices(named(rows), size))
    assert (found is None) == (not every)
    if found and not all(one[0] for one in every):
        seats, (row, place) = named(rows), found
        after = seats[row][:place] + "1" * size + seats[row][place + size :]
        assert alone(after) <= alone(seats[row])


@given(st.text("01", min_size=1, max_size=30), SIZES)
def test_the_runs_tell_whether_there_is_a_choice_and_a_good_one(seats: str, size: int) -> None:
    every = list(choices({"A": seats}, size))
    assert fit(runs(seats), size) == bool(every)
    assert fit_well(runs(seats), size) == any(not one[0] for one in every)


def test_in_an_empty_hall_the_middle_of_the_first_row_comes_first() -> None:
    assert best({"A": "0" * 10, "B": "0" * 10}, 4) == ("A", 3)
    assert best({"A": "0" * 10, "B": "0" * 10}, 3) == ("A", 3)


def test_a_worse_row_is_better_than_a_seat_left_alone() -> None:
    assert best({"A": "000", "B": "0000"}, 2) == ("B", 0)
    assert best({"A": "000"}, 2) == ("A", 0)


@given(st.text("01", min_size=1, max_size=12), st.data())
def test_a_pick_is_to_blame_only_for_what_another_would_not_do(seats: str, data: st.DataObject) -> None:
    free = [n for n, sign in enumerate(seats) if sign == "0"]
    wanted = set(data.draw(st.lists(st.sampled_from(free)))) if free else set()
    after = "".join("1" if n in wanted else sign for n, sign in enumerate(seats))
    blamed = set(left_alone(seats, wanted))
    assert blamed <= alone(after) - alone(seats)
    if len(wanted) == 1 and blamed:
        assert any(not one[0] for one in choices({"A": seats}, 1))


def test_one_more_than_is_asked_for_leaves_no_other_way() -> None:
    assert list(left_alone("000", {0, 1})) == []
    assert list(left_alone("0000", {0, 2})) == [1, 3]
    assert list(left_alone("0000", {1, 2})) == [0, 3]
    assert list(left_alone("0000", {0, 1})) == []


def test_a_great_hall_answers_at_once_though_it_is_sold_out() -> None:
    rows = {f"{row}": 25 for row in "ABCDEFGHIJKLMNOPQRST"}
    sold = Section("e1", "last", "seat", 0, rows, {row: "1" * 25 for row in rows})
    open_ = sold.but(taken={row: "01" * 12 + "0" for row in rows} | {"T": "1" * 20 + "00000"})
    names = tuple(f"s{n}" for n in range(80))
    plan = Plan("e1", {"seat": names}, dict.fromkeys(names, sold.runs))
    assert min(repeat(lambda: plan.section_of("seat", 2), number=1, repeat=20)) < 0.002
    assert min(repeat(lambda: picked(open_, 3), number=1, repeat=20)) < 0.002
