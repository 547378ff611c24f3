import pytest

from choreography.testing import Bench
from contracts.base import Message
from contracts.bookings import BookingMarkedPaid
from contracts.payments import PaidOffline
from tests.handlers.payments.saying import (
    CANCEL,
    SUCCEEDED,
    balance,
    cancelled,
    closed,
    created,
    expired,
    give_back,
    held,
    marked_paid,
    paid,
    refund_done,
    state,
)


def taken(over: Message) -> list[PaidOffline]:
    """What is told of it, if it is money."""
    return [PaidOffline.of(over, breakdown=None)] if isinstance(over, BookingMarkedPaid) else []


@pytest.mark.parametrize("over", [expired(), cancelled(), marked_paid()])
def test_an_open_intent_is_cancelled_and_nobody_hears_of_a_failure(payments: Bench, over: Message) -> None:
    payments.given(held(), created())
    payments.when(over)
    payments.then(*taken(over))
    payments.then_effects(CANCEL)
    payments.when(closed())
    payments.then()
    assert state(payments) == "cancelled"


@pytest.mark.parametrize("over", [cancelled(), marked_paid()])
def test_what_was_paid_for_a_booking_that_is_cancelled_or_paid_another_way_goes_back(
    payments: Bench, over: Message
) -> None:
    payments.given(held(), created(), paid())
    payments.when(over)
    payments.then(*taken(over))
    payments.then_effects(give_back())
    assert (state(payments), balance(payments)["provider"]) == ("refunding", 5_000)


def test_what_was_paid_for_an_expired_booking_is_for_bookings_to_judge(payments: Bench) -> None:
    payments.given(held(), created(), paid())
    payments.when(expired())
    payments.then_effects()
    assert state(payments) == "succeeded"
    payments.when(cancelled("paid_too_late"))
    payments.then_effects(give_back())


def test_money_after_the_booking_expired_is_told(payments: Bench) -> None:
    payments.given(held(), created(), expired())
    payments.when(paid())
    payments.then(SUCCEEDED)
    payments.then_effects()


@pytest.mark.parametrize("over", [cancelled(), marked_paid()])
def test_money_after_the_booking_was_cancelled_or_paid_is_told_and_goes_back_at_once(
    payments: Bench, over: Message
) -> None:
    payments.given(held(), created(), over)
    payments.when(paid())
    payments.then(SUCCEEDED)
    payments.then_effects(give_back())
    assert balance(payments)["provider"] == 5_000


@pytest.mark.parametrize("past", [[], [held()], [held(), created()], [held(), created(), paid()]])
def test_a_second_cancellation_changes_nothing(payments: Bench, past: list[Message]) -> None:
    payments.given(*past, cancelled())
    payments.when(cancelled())
    payments.then_nothing()


def test_an_expiry_that_comes_after_the_cancellation_changes_nothing(payments: Bench) -> None:
    payments.given(held(), created(), paid(), cancelled(), refund_done())
    payments.when(expired())
    payments.then_nothing()


def test_for_what_was_paid_another_way_before_its_price_was_heard_no_money_is_asked(payments: Bench) -> None:
    payments.given(marked_paid())
    payments.when(held())
    payments.then_nothing()


@pytest.mark.parametrize("price", [1, 4_999, 5_001])
def test_another_amount_that_its_closing_finds_is_left_to_the_comparison_with_the_provider(
    payments: Bench, price: int
) -> None:
    payments.given(held(), created(), expired())
    payments.when(closed("succeeded", price))
    payments.then_nothing()
    assert (state(payments), balance(payments)) == ("open", {})
