from datetime import timedelta
from typing import Any

import pytest

from choreography.testing import Bench
from contracts.bookings import BookingForbidden, RefundBooking, RefundGranted, RefundNotGranted
from tests.handlers.bookings.saying import OF, WHO, cancel, held, is_cancelled, paid, published, request, state


def refund(amount: int | None = None, asker: str = "olga", **more: Any) -> RefundBooking:
    return RefundBooking(**OF, asker_id=asker, amount=amount, **more)


def granted(refund_id: str, amount: int, total: int) -> RefundGranted:
    return RefundGranted(**WHO, refund_id=refund_id, amount=amount, total=total, currency="EUR")


@pytest.fixture
def bought(bookings: Bench) -> Bench:
    """For 50.00."""
    bookings.given(published(organiser_id="olga"), request(), held(), paid())
    return bookings


def test_a_part_goes_back_and_the_booking_stays(bought: Bench) -> None:
    bought.when(refund(2_000))
    bought.then(granted("1", 2_000, 2_000))
    assert state(bought) == "confirmed"


def test_parts_are_never_more_than_was_paid(bought: Bench) -> None:
    bought.given(refund(2_000))
    bought.when(refund(3_001))
    bought.then(RefundNotGranted(**WHO, reason="more_than_paid", left=3_000))
    bought.when(refund(3_000))
    bought.then(granted("2", 3_000, 5_000))
    bought.when(refund(1))
    bought.then(RefundNotGranted(**WHO, reason="nothing_paid", left=0))


def test_without_an_amount_it_is_all_that_is_left(bought: Bench) -> None:
    bought.given(refund(2_000))
    bought.when(refund())
    bought.then(granted("2", 3_000, 5_000))


def test_a_second_copy_grants_nothing_more(bought: Bench) -> None:
    bought.when(refund(2_000), id="first")
    bought.when(refund(2_000), id="first")
    bought.then_nothing()


def test_nothing_goes_back_of_what_is_not_paid(bookings: Bench) -> None:
    bookings.given(published(organiser_id="olga"), request(), held())
    bookings.when(refund(1))
    bookings.then(RefundNotGranted(**WHO, reason="nothing_paid", left=0))


def test_what_is_cancelled_goes_back_on_its_own(bought: Bench) -> None:
    bought.given(cancel())
    bought.when(refund(1))
    bought.then(RefundNotGranted(**WHO, reason="nothing_paid", left=0))


def test_cancelling_is_quoted_without_what_was_granted(bought: Bench) -> None:
    bought.given(refund(2_000))
    bought.when(cancel(refund=3_000))
    bought.then(is_cancelled("buyer", returned=True))


def test_only_the_events_organiser_and_operators_give_money_back(bought: Bench) -> None:
    bought.when(refund(1, asker="eve"))
    bought.then(BookingForbidden(**OF))
    bought.when(refund(1, asker="oscar", by_operator=True))
    bought.then(granted("1", 1, 1))


def test_one_that_nobody_knows_is_refused(bookings: Bench) -> None:
    bookings.given(published(organiser_id="olga"))
    bookings.when(refund(1))
    bookings.passes(timedelta(seconds=9))
    assert bookings.outcome == "refused"
