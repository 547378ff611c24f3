"""What is wrong with a seating plan, and where."""

from typing import Any

import pytest

from contracts.seating import ListedSeat, Seating, faults, numbers


def plan(**other: Any) -> Seating:
    return Seating(**{"section": "stalls", "ticket_type": "seated", "rows": {"A": 2}} | other)


def listed(*seats: ListedSeat) -> dict[str, Any]:
    return {"rows": {"A": len(seats)}, "listed": {"A": seats}}


SEAT = ListedSeat(number=1, x=1, y=2)


@pytest.mark.parametrize(
    ("wrong", "where"),
    [
        ({"section": "left-wing"}, "/section"),
        ({"rows": {}}, "/rows"),
        ({"rows": {"A": 501}}, "/rows"),
        ({"rows": {"a/b": 1}}, "/rows/a~1b"),
        ({"rows": {"A": 1, "B": 0}}, "/rows/B"),
        ({"rows": {"A": 1}, "listed": {"B": (SEAT,)}}, "/rows/B"),
        ({"rows": {"A": 2}, "listed": {"A": (SEAT,)}}, "/rows/A"),
        (listed(SEAT, ListedSeat(number=0)), "/rows/A/1/number"),
        (listed(SEAT, ListedSeat(number=2), SEAT), "/rows/A/0/number"),
        (listed(ListedSeat(number=1, x=1)), "/rows/A/0"),
        (listed(ListedSeat(number=1, x=2e6, y=0)), "/rows/A/0/x"),
        (listed(ListedSeat(number=1, x=float("nan"), y=0)), "/rows/A/0/x"),
        (listed(ListedSeat(number=1, properties=("Aisle!",))), "/rows/A/0/properties"),
    ],
)
def test_each_fault_is_pointed_to(wrong: dict[str, Any], where: str) -> None:
    found = [*faults([plan(section="first"), plan(**wrong)])]
    assert found[0][0] == f"/sections/1{where}"


def test_a_plan_of_the_largest_size_is_right_and_a_larger_one_is_not() -> None:
    whole = [plan(section=f"s{n}", rows={"A": 250, "B": 250}) for n in range(201)]
    assert not [*faults(whole[:200])]
    assert [*faults(whole)] == [("/sections", "more than 200 sections")]


def test_rows_that_are_numbered_from_1_need_no_numbers() -> None:
    seats = {"A": (2, 1), "B": (1, 3), "C": (11, 12)}
    said = plan(listed={row: tuple(ListedSeat(number=n) for n in those) for row, those in seats.items()})
    assert numbers(said) == {"B": (1, 3), "C": (11, 12)}
