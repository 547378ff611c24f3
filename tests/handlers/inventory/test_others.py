"""Other seats of the same ticket types, where those that late money paid for are gone."""

from datetime import timedelta
from typing import Any

from choreography.testing import Bench
from contracts.base import Message
from contracts.inventory import SeatsHeld, SeatsRejected
from handlers.inventory.rows import Hold
from tests.handlers.inventory.saying import expired, requested
from tests.handlers.inventory.test_best_seats import NOW, marks, reason, seated, seats_of, section


def lost_to_another(**rows: int) -> Bench:
    """Seat A1 was the booking's, and is another's now."""
    bench, mine = seated(**rows), {"booking": "b1", "seats": ("stalls-A1",)}
    bench.given(requested(**mine), expired(**mine), requested(booking="b2", seats=("stalls-A1",)))
    return bench


def asks_again(bench: Bench, **other: Any) -> Message:
    bench.when(requested(booking="b1", seats=("stalls-A1",), **{"attempt": 2, "others": True} | other))
    if not bench.said():
        bench.passes(NOW)
    said: Message
    (said,) = [one for one in bench.said() if isinstance(one, SeatsHeld | SeatsRejected)]
    return said


def test_another_seat_of_the_type_is_held() -> None:
    assert seats_of(asks_again(lost_to_another(A=2))) == "stalls-A2"


def test_without_another_seat_nothing_is_held() -> None:
    assert reason(asks_again(lost_to_another(A=1))) == ("taken", "stalls-A1")


def test_who_wants_no_others_has_none() -> None:
    assert reason(asks_again(lost_to_another(A=2), others=False)) == ("taken", "stalls-A1")


def test_asked_twice_one_seat_is_held() -> None:
    bench = lost_to_another(A=3)
    asks_again(bench)
    bench.when(requested(booking="b1", seats=("stalls-A1",), attempt=2, others=True))
    bench.then_nothing()


def test_who_asks_again_while_the_same_seats_are_not_released_yet_waits_for_that() -> None:
    bench, mine = seated(A=2), {"booking": "b1", "seats": ("stalls-A1",)}
    bench.given(requested(**mine))
    bench.when(requested(**mine, attempt=2, others=True))
    bench.then_early()
    bench.given(expired(**mine))
    bench.passes(timedelta(seconds=10))
    hold = bench.row(Hold, "e1", "e1-b1")
    assert hold and (hold.state, hold.attempt, hold.seats) == ("held", 2, ("stalls-A1",))


A1_A3: Any = {"booking": "b1", "seats": ("stalls-A1", "stalls-A3")}


def lost_two(bench: Bench, **what: Any) -> Bench:
    """What the booking had is another's now."""
    what = what or A1_A3
    bench.given(requested(**what), expired(**what), requested(**what | {"booking": "b2"}))
    return bench


def wants_others(bench: Bench, **what: Any) -> Message:
    bench.when(requested(**(what or A1_A3), attempt=2, others=True))
    bench.passes(NOW)
    said: Message
    (said,) = [one for one in bench.said() if isinstance(one, SeatsHeld | SeatsRejected)]
    return said


def test_seats_that_are_free_but_not_side_by_side_are_held() -> None:
    bench = lost_two(seated(A=5))
    bench.given(requested(booking="b3", seats=("stalls-A4",)))
    said = wants_others(bench)
    assert seats_of(said) == "stalls-A2 stalls-A5" and marks(bench) == {"A": "11111"}
    assert isinstance(said, SeatsHeld) and (said.price, said.quantity) == (10_000, 0)


def test_of_too_few_that_are_free_none_is_held() -> None:
    bench = lost_two(seated(A=3))
    assert reason(wants_others(bench)) == ("taken", "stalls-A1 stalls-A3")
    assert marks(bench) == {"A": "101"}


def test_seats_apart_asked_for_twice_are_held_once() -> None:
    bench = lost_two(seated(A=3, B=1))
    assert seats_of(wants_others(bench)) == "stalls-A2 stalls-B1"
    bench.when(requested(**A1_A3, attempt=2, others=True))
    bench.then_nothing()


def test_no_seats_apart_are_picked_for_a_booking_that_ended() -> None:
    bench = lost_two(seated(A=3, B=1))
    bench.when(requested(**A1_A3, attempt=2, others=True))
    bench.when(expired(**A1_A3))
    bench.passes(NOW)
    assert marks(bench) == {"A": "101"}


A1_A2: Any = {"booking": "b1", "seats": ("stalls-A1", "stalls-A2")}


def between(**rows: int) -> Bench:
    """Two side by side were to be picked, and another has one of them first."""
    bench = lost_two(seated(**rows), **A1_A2)
    bench.given(requested(**A1_A2, attempt=2, others=True), requested(booking="b3", seats=("stalls-A4",)))
    return bench


def test_where_the_last_that_were_side_by_side_go_meanwhile_seats_apart_are_held() -> None:
    bench = between(A=5)
    bench.passes(NOW)
    (said,) = [one for one in bench.said() if isinstance(one, SeatsHeld)]
    assert said.seats == ("stalls-A3", "stalls-A5") and marks(bench) == {"A": "11111"}


def test_where_too_few_are_left_meanwhile_none_is_held() -> None:
    bench = between(A=4)
    bench.passes(NOW)
    assert [one.reason for one in bench.said() if isinstance(one, SeatsRejected)] == ["taken"]
    assert marks(bench) == {"A": "1101"}


def test_who_asked_for_seats_together_has_none_apart() -> None:
    bench = seated(A=3)
    bench.given(requested(booking="b1", ticket_type="seated", quantity=2))
    bench.given(requested(booking="b2", seats=("stalls-A2",)))
    bench.passes(NOW)
    assert [one.reason for one in bench.said() if isinstance(one, SeatsRejected)] == ["no_seats_together"]


TWO_TYPES: Any = {"booking": "b1", "seats": ("box-A1", "stalls-A1", "box-A2")}


def two_types(**box: int) -> Bench:
    bench = seated(A=5)
    bench.given(section("box", **box).model_copy(update={"ticket_type": "box", "price": 9_000}))
    return lost_two(bench, **TWO_TYPES)


def test_each_seat_of_a_booking_of_several_types_has_another_of_its_type() -> None:
    said = wants_others(two_types(A=4), **TWO_TYPES)
    assert seats_of(said) == "box-A3 stalls-A2 box-A4"
    assert isinstance(said, SeatsHeld) and said.price == 23_000


def test_where_one_type_has_none_left_nothing_of_the_other_is_held() -> None:
    bench = two_types(A=3)
    assert reason(wants_others(bench, **TWO_TYPES)) == ("taken", "box-A1 stalls-A1 box-A2")
    assert marks(bench) == {"A": "10000"}
