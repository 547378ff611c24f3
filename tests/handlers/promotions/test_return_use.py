import pytest

from choreography.testing import Bench
from contracts.bookings import BookingCancelled, BookingExpired, BookingRejected, UseOfCode
from handlers.promotions.rows import BuyerUses, Use
from tests.handlers.promotions.saying import ID, MINUTE, asks, create, over, returned, used, uses

OVER = (BookingRejected, BookingExpired, BookingCancelled)


@pytest.mark.parametrize("kind", OVER)
def test_the_end_of_a_booking_is_told_to_its_code(
    promotions: Bench, kind: type[BookingRejected | BookingExpired | BookingCancelled]
) -> None:
    promotions.when(over(kind, UseOfCode(promotion_id=ID, attempt=2, granted=True)))
    promotions.then(returned(attempt=2))


@pytest.mark.parametrize("kind", OVER)
def test_the_end_of_a_booking_without_a_code_is_nobodys_matter(
    promotions: Bench, kind: type[BookingRejected | BookingExpired | BookingCancelled]
) -> None:
    promotions.when(over(kind, None))
    promotions.then_nothing()


def test_a_use_that_comes_back_is_anothers(promotions: Bench) -> None:
    promotions.given(create(uses_at_most=1, per_buyer=1), asks())
    promotions.when(returned())
    promotions.then(used(0))
    promotions.then_rows(Use(ID, "e1-b1", "e1", "ben", "returned", 1), BuyerUses(ID, "ben", 0))
    promotions.given(asks("b2"))
    assert uses(promotions) == 1


def test_a_use_comes_back_once(promotions: Bench) -> None:
    promotions.given(create(), asks(), asks("b2"), returned())
    promotions.when(returned())
    promotions.then_nothing()
    assert uses(promotions) == 1


def test_a_return_that_overtakes_its_request_waits_for_it(promotions: Bench) -> None:
    promotions.given(create())
    promotions.when(returned())
    promotions.then_early()
    promotions.given(asks())
    promotions.passes(MINUTE)
    assert uses(promotions) == 0


def test_a_return_of_the_second_request_waits_for_that_one(promotions: Bench) -> None:
    promotions.given(create(), asks())
    promotions.when(returned(attempt=2))
    promotions.then_early()
    promotions.given(asks(attempt=2))
    promotions.passes(MINUTE)
    promotions.then_rows(Use(ID, "e1-b1", "e1", "ben", "returned", 2))
    assert uses(promotions) == 0


def test_who_was_refused_gives_nothing_back(promotions: Bench) -> None:
    promotions.given(create(uses_at_most=1), asks(), asks("b2"))
    promotions.when(returned("b2"))
    promotions.then_nothing()
    assert uses(promotions) == 1


def test_the_return_of_what_nobody_gave_out_changes_nothing(promotions: Bench) -> None:
    promotions.given(asks())
    promotions.when(returned())
    promotions.then_nothing()
