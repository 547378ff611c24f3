"""Other seats of the same ticket type, where those that late money paid for are gone."""

from typing import Any

from choreography.testing import Bench
from contracts.base import Message
from contracts.inventory import SeatsHeld, SeatsRejected
from tests.handlers.inventory.saying import expired, requested
from tests.handlers.inventory.test_best_seats import NOW, reason, seated, seats_of


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
