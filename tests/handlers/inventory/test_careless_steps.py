"""Whatever a step does not look at, the rows themselves let no place have two owners."""

from datetime import timedelta

import pytest

from choreography.row import Row
from choreography.testing import Bench
from contracts.base import Message
from handlers.inventory import inventory as service
from handlers.inventory import pick_seats
from handlers.inventory.own import TakeSeats
from handlers.inventory.rows import Hold, Plan, Seat, Section
from tests.handlers.inventory.careless import A1, A2, OVERSALES, UNPLANNED, look_at_nothing
from tests.handlers.inventory.saying import block, cancelled, confirmed, expired, requested, unblock, what


@pytest.fixture(autouse=True)
def careless(monkeypatch: pytest.MonkeyPatch) -> None:
    look_at_nothing(monkeypatch)


def after(*rows: Row) -> Bench:
    bench = Bench(service)
    bench.given(*rows)
    return bench


def is_dead(bench: Bench, message: Message, why: str) -> None:
    """And nothing is written or said."""
    bench.when(message)
    bench.then_dead(why)
    assert not bench.last.changes.rows and not bench.said()


@pytest.mark.parametrize(("rows", "message", "broken"), OVERSALES)
def test_what_is_gone_is_not_sold_again(rows: tuple[Row, ...], message: Message, broken: str) -> None:
    is_dead(after(*rows), message, f"{broken} is not legal")


def test_of_seats_of_which_one_is_somebodys_none_is_held() -> None:
    bench = after(*UNPLANNED)
    is_dead(bench, requested(A2, A1, booking="b2"), "seat/e1/stalls-A1 is not legal")
    assert bench.row(Seat, "e1", A2) is None


def test_what_was_picked_is_not_held_if_somebody_has_it() -> None:
    bench = after(*UNPLANNED, Plan("e1"), Hold("e1", "e1-b2", "released", picking=1))
    is_dead(bench, TakeSeats(**what(A1, booking="b2"), attempt=1, picked=True), "seat/e1/stalls-A1 is not legal")


def test_a_seat_that_somebody_has_is_not_blocked_nor_a_blocked_one_held() -> None:
    bench = after(*UNPLANNED, Seat("e1", A2, block="k1"))
    is_dead(bench, block(A1, id_="k2"), "seat/e1/stalls-A1 is not legal")
    is_dead(bench, requested(A2, booking="b2"), "seat/e1/stalls-A2 is not legal")


def test_a_mark_is_not_set_over_anothers(inventory: Bench) -> None:
    inventory.given(requested(A1), confirmed(A1), block(A2))
    before = inventory.row(Section, "e1", "stalls")
    for message in (requested(A1, booking="b2"), requested(A2, booking="b3"), block(A1, id_="k2"), block(A2, id_="k3")):
        is_dead(inventory, message, "is not free to be marked")
    assert inventory.row(Section, "e1", "stalls") == before


def test_one_seat_is_not_picked_for_two(inventory: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pick_seats, "picked", lambda *_: (A1,))
    for booking in ("b1", "b2"):
        inventory.when(requested(booking=booking, ticket_type="seated", quantity=1))
    assert inventory.goes_on() and inventory.outcome == "done"
    assert inventory.goes_on()
    inventory.then_dead("stalls-A1 is not free to be marked")


def test_what_was_given_back_may_be_had_again(inventory: Bench) -> None:
    inventory.given(requested(A1), expired(A1), block(A1), unblock())
    inventory.passes(timedelta())
    inventory.given(requested(A1, booking="b2"), confirmed(A1, booking="b2"), cancelled(A1, booking="b2"))
    inventory.when(requested(A1, attempt=2))
    inventory.then_rows(Seat("e1", A1, "e1-b1", 5), Hold("e1", "e1-b1", "held", (A1,), buyer_id="ben", attempt=2))


@pytest.mark.parametrize(
    ("seat", "legal"),
    [
        (Seat("e1", A1, "e1-b2", 2), False), (Seat("e1", A1, "e1-b2", 1), False), (Seat("e1", A1, "", 1), False),
        (Seat("e1", A1, "", 2), True), (Seat("e1", A1, "", 2, block="k1"), True), (Seat("e1", A1, "e1-b2", 3), True),
    ],
)  # fmt: skip
def test_between_two_owners_a_seat_is_free_though_it_may_be_for_a_part_of_a_batch(seat: Seat, legal: bool) -> None:
    assert seat.legal(UNPLANNED[2]) is legal
