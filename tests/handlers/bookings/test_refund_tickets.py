from datetime import timedelta
from typing import Any

import pytest

from choreography.testing import Bench
from contracts.bookings import (
    BookingCancelled,
    BookingForbidden,
    RefundBooking,
    RefundGranted,
    RefundNotGranted,
    TicketsGivenUp,
)
from contracts.inventory import SeatsHeld
from contracts.prices import Line
from handlers.bookings.rows import Booking
from tests.handlers.bookings.saying import OF, TWO, WHO, cancel, paid, published, state


def refund(*tickets: int, asker: str = "olga", **more: Any) -> RefundBooking:
    return RefundBooking(**OF, asker_id=asker, tickets=tickets, **more)


def granted(refund_id: str, amount: int, total: int, *tickets: int) -> RefundGranted:
    return RefundGranted(**WHO, refund_id=refund_id, amount=amount, total=total, currency="EUR", tickets=tickets)


def not_granted(reason: str, left: int = 5_000, refund: int | None = 0) -> RefundNotGranted:
    return RefundNotGranted(**WHO, reason=reason, left=left, refund=refund)


def given_up(*tickets: int, returned: bool = False) -> TicketsGivenUp:
    return TicketsGivenUp.of(TWO, stock_seq=0, tickets=tickets, returned=returned)


@pytest.fixture
def bought(bookings: Bench) -> Bench:
    """Two seats for 50.00."""
    bookings.given(
        published(organiser_id="olga"),
        TWO,
        SeatsHeld.of(TWO, attempt=1, price=5_000, currency="EUR", stock_seq=2),
        paid(),
    )
    return bookings


def test_what_one_ticket_cost_goes_back_and_it_stays_good(bought: Bench) -> None:
    bought.when(refund(1))
    bought.then(granted("1", 2_500, 2_500, 1))
    assert state(bought) == "confirmed"


def test_with_void_it_is_given_up_too(bought: Bench) -> None:
    bought.when(refund(2, void=True))
    bought.then(granted("1", 2_500, 2_500, 2), given_up(2))
    bought.when(refund(2, void=True))
    bought.then(not_granted("unknown_ticket", 2_500))


def test_tickets_that_differ_give_back_what_each_cost(bought: Bench) -> None:
    row = bought.row(Booking, "e1", "e1-b1")
    assert row
    bought.given(row.but(lines=(Line(net=1_999, total=1_999), Line(net=3_000, tax=1, total=3_001))))
    bought.when(refund(2))
    bought.then(granted("1", 3_001, 3_001, 2))


def test_with_the_last_of_them_the_booking_is_over(bought: Bench) -> None:
    bought.given(refund(1, void=True))
    bought.when(refund(2, void=True))
    bought.then(BookingCancelled.of(TWO, reason="organiser", use=None, stock_seq=2))


def test_no_ticket_gives_its_money_back_twice(bought: Bench) -> None:
    bought.given(refund(1))
    bought.when(refund(1, 2))
    bought.then(not_granted("ticket_refunded", 2_500, 2_500))
    bought.when(refund(1, void=True))
    bought.then(given_up(1))


def test_no_more_than_is_left_goes_back(bought: Bench) -> None:
    bought.given(RefundBooking(**OF, asker_id="olga", amount=4_000))
    bought.when(refund(1))
    bought.then(granted("2", 1_000, 5_000, 1))
    bought.when(refund(2))
    bought.then(not_granted("nothing_paid", 0))


@pytest.mark.parametrize("number", [0, 3])
def test_a_ticket_that_the_booking_has_not_gives_nothing(bought: Bench, number: int) -> None:
    bought.when(refund(number))
    bought.then(not_granted("unknown_ticket"))


def test_another_sum_than_was_quoted_is_refused(bought: Bench) -> None:
    bought.when(refund(1, refund=2_499))
    bought.then(not_granted("quote_changed", refund=2_500))
    bought.when(refund(1, refund=2_500))
    bought.then(granted("1", 2_500, 2_500, 1))


def test_its_buyer_may_give_tickets_up_but_not_keep_them(bought: Bench) -> None:
    bought.when(refund(1, asker="ben", void=True))
    bought.then(granted("1", 2_500, 2_500, 1), given_up(1, returned=True))
    bought.when(refund(2, asker="ben"))
    bought.then(BookingForbidden(**OF))


def test_its_buyer_may_not_once_it_is_too_late(bookings: Bench) -> None:
    rule = {"starts_at": bookings.now + timedelta(days=1), "cancel_before": timedelta(days=2)}
    bookings.given(
        published(organiser_id="olga", **rule),
        TWO,
        SeatsHeld.of(TWO, attempt=1, price=5_000, currency="EUR", stock_seq=2),
        paid(),
    )
    bookings.when(refund(1, asker="ben", void=True))
    bookings.then(not_granted("too_late_to_cancel", refund=2_500))
    bookings.when(refund(1, void=True))
    bookings.then(granted("1", 2_500, 2_500, 1), given_up(1))


def test_cancelling_gives_back_what_is_left(bought: Bench) -> None:
    bought.given(refund(1, void=True))
    bought.when(cancel(refund=2_500))
    bought.then(BookingCancelled.of(TWO, reason="buyer", use=None, stock_seq=2, returned=True))


def test_a_second_copy_gives_nothing_more_back(bought: Bench) -> None:
    bought.when(refund(1, void=True), id="first")
    bought.when(refund(1, void=True), id="first")
    bought.then_nothing()


def test_nothing_is_given_up_of_what_is_not_confirmed(bookings: Bench) -> None:
    bookings.given(
        published(organiser_id="olga"), TWO, SeatsHeld.of(TWO, attempt=1, price=5_000, currency="EUR", stock_seq=2)
    )
    bookings.when(refund(1, void=True))
    bookings.then(not_granted("nothing_paid", 0))
