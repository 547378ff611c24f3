"""Who lets holds lapse unpaid has fewer of them at once."""

from datetime import timedelta

import pytest

from choreography.testing import Bench
from contracts.base import Message
from contracts.bookings import BookingCancelled, BookingExpired, BookingRejected, BookingRequested
from handlers.bookings.rows import HoldBudget
from tests.handlers.bookings.saying import HOLD, cancel, declined, held, paid, published, rejected, request
from tests.handlers.bookings.test_decide_case import VOID

HOUR = timedelta(hours=1)


def asked(bookings: Bench, number: int, buyer: str = "ben") -> str:
    """Empty if it is taken, else why not."""
    one = request().model_copy(update={"booking_id": f"e1-b{number}", "buyer_id": buyer})
    bookings.when(one)
    (said,) = bookings.said()
    assert isinstance(said, BookingRequested | BookingRejected)
    return said.reason if isinstance(said, BookingRejected) else ""


def lapses(bookings: Bench, number: int) -> None:
    one = request().model_copy(update={"booking_id": f"e1-b{number}"})
    bookings.given(one, held().model_copy(update={"booking_id": f"e1-b{number}"}))
    bookings.passes(HOLD)
    assert bookings.said() == [BookingExpired.of(one, use=None, stock_seq=2)]


@pytest.fixture
def sale(bookings: Bench) -> Bench:
    bookings.given(published())
    return bookings


@pytest.mark.parametrize(("times", "at_most"), [(1, 4), (2, 2), (3, 1), (4, 1)])
def test_each_lapse_halves_what_may_be_held_at_once_down_to_one(sale: Bench, times: int, at_most: int) -> None:
    for number in range(times):
        lapses(sale, 90 + number)
    assert [asked(sale, number) for number in range(at_most)] == [""] * at_most
    assert asked(sale, 50) == "holds_lapsed"
    assert asked(sale, 51, buyer="eve") == ""


def test_who_let_none_lapse_has_as_many_as_before(sale: Bench) -> None:
    assert [asked(sale, number) for number in range(30)] == [""] * 30
    assert sale.row(HoldBudget, "e1", "ben") is None


def test_who_pays_has_as_many_as_before(sale: Bench) -> None:
    lapses(sale, 90)
    sale.given(request(), held(), paid())
    assert sale.row(HoldBudget, "e1", "ben") is None
    assert [asked(sale, number) for number in range(2, 12)] == [""] * 10


def test_after_the_window_a_lapse_counts_no_more(sale: Bench) -> None:
    lapses(sale, 90)
    sale.passes(HOUR + timedelta(seconds=1))
    assert [asked(sale, number) for number in range(10)] == [""] * 10


@pytest.mark.parametrize("ends", [(rejected(),), (held(), cancel()), (held(), declined()), (held(), VOID)])
def test_what_is_over_leaves_room_for_another(sale: Bench, ends: tuple[Message, ...]) -> None:
    for number in (90, 91, 92):
        lapses(sale, number)
    sale.given(request())
    assert asked(sale, 2) == "holds_lapsed"
    sale.given(*ends)
    assert asked(sale, 3) == ""


def test_what_waited_for_its_seats_is_no_lapse(sale: Bench) -> None:
    sale.given(request())
    sale.passes(timedelta(seconds=31))
    (said,) = sale.said()
    assert said == BookingExpired.of(request(), use=None, stock_seq=0) and sale.row(HoldBudget, "e1", "ben") is None


def test_a_second_copy_of_the_money_and_of_a_request_change_nothing(sale: Bench) -> None:
    lapses(sale, 90)
    for _ in range(2):
        sale.when(request(), id="first")
    sale.then_nothing()
    for _ in range(2):
        sale.when(paid(), id="early")
    assert (budget := sale.row(HoldBudget, "e1", "ben")) and [*budget.opened] == ["e1-b1"]
    assert not any(isinstance(said, BookingCancelled) for said in sale.said())
