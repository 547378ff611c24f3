from typing import Any

import pytest

from choreography.testing import Bench
from contracts.bookings import (
    BookingCancelled,
    BookingMarkedPaid,
    MarkPaid,
    RefundBooking,
    RefundGranted,
    SecondPersonNeeded,
)
from tests.handlers.bookings.saying import OF, WHAT, WHO, confirmed, held, paid, published, request, state

MUCH = 200_000


def refund(asker: str, amount: int | None = MUCH, **more: Any) -> RefundBooking:
    return RefundBooking(**OF, asker_id=asker, by_operator=asker != "olga", amount=amount, **more)


def mark(asker: str) -> MarkPaid:
    return MarkPaid(**OF, asker_id=asker, by_operator=asker != "olga")


def waits_for_another(asker: str, amount: int = MUCH) -> SecondPersonNeeded:
    return SecondPersonNeeded(**WHO, asker_id=asker, amount=amount, currency="EUR")


def granted(amount: int, refund_id: str = "1", total: int = 0) -> RefundGranted:
    return RefundGranted(**WHO, refund_id=refund_id, amount=amount, total=total or amount, currency="EUR")


@pytest.fixture
def waiting(bookings: Bench) -> Bench:
    """For 2,000.00."""
    bookings.given(published(organiser_id="olga"), request(), held(price=MUCH))
    return bookings


@pytest.fixture
def bought(waiting: Bench) -> Bench:
    waiting.given(paid())
    return waiting


def test_much_goes_back_when_a_second_person_asks_for_the_same(bought: Bench) -> None:
    bought.when(refund("olga"))
    bought.then(waits_for_another("olga"))
    bought.when(refund("oda"))
    bought.then(granted(MUCH))


def test_one_who_asks_twice_is_still_one(bought: Bench) -> None:
    bought.given(refund("oda"))
    bought.when(refund("oda"))
    bought.then(waits_for_another("oda"))


def test_a_second_copy_is_no_second_person(bought: Bench) -> None:
    bought.when(refund("oda"), id="first")
    bought.when(refund("oda"), id="first")
    bought.then_nothing()


def test_who_asks_for_another_sum_proposes_anew(bought: Bench) -> None:
    bought.given(refund("oda"))
    bought.when(refund("otto", MUCH - 1))
    bought.then(waits_for_another("otto", MUCH - 1))


def test_parts_are_no_way_around_it(bought: Bench) -> None:
    bought.when(refund("oda", 100_000))
    bought.then(granted(100_000))
    bought.when(refund("oda", 1))
    bought.then(waits_for_another("oda", 1))


def test_a_proposal_is_good_for_once(bought: Bench) -> None:
    bought.given(refund("oda", 100_001), refund("otto", 100_001))
    bought.when(refund("oda", 1))
    bought.then(waits_for_another("oda", 1))


def test_tickets_that_cost_much_need_two_and_their_buyer_only_the_rule(bought: Bench) -> None:
    bought.when(refund("olga", None, void=True))
    bought.then(waits_for_another("olga"))
    bought.when(refund("oda", None, void=True))
    bought.then(BookingCancelled(**WHAT, reason="organiser", stock_seq=2))


def test_its_buyer_gives_a_dear_ticket_up_alone(bought: Bench) -> None:
    bought.when(RefundBooking(**OF, asker_id="ben", tickets=(1,), void=True))
    bought.then(BookingCancelled(**WHAT, reason="buyer", returned=True, stock_seq=2))


def test_much_is_marked_as_paid_by_two(waiting: Bench) -> None:
    waiting.when(mark("olga"))
    waiting.then(waits_for_another("olga"))
    assert state(waiting) == "held"
    waiting.when(mark("oda"))
    waiting.then(BookingMarkedPaid(**WHAT, price=MUCH, currency="EUR"), confirmed(MUCH))
