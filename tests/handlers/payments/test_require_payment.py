import pytest

from choreography.testing import Bench
from handlers.payments.rows import PaymentIntent
from tests.handlers.payments.saying import (
    CANCEL,
    CREATE,
    REQUIRED,
    cancelled,
    created,
    expired,
    failed,
    held,
    not_created,
    state,
)


def test_held_seats_with_a_price_ask_the_provider_for_an_intent(payments: Bench) -> None:
    payments.when(held())
    payments.then()
    payments.then_effects(CREATE)
    payments.then_rows(PaymentIntent("e1", "e1-b1", "ben", "asked", 5_000, "EUR", size=1))


def test_free_seats_ask_for_nothing(payments: Bench) -> None:
    payments.when(held(price=0))
    payments.then_nothing()


def test_seats_that_are_held_again_ask_for_no_second_intent(payments: Bench) -> None:
    payments.given(held(), created())
    payments.when(held(attempt=2))
    payments.then_nothing()


def test_the_buyer_may_pay_once_the_provider_has_the_intent(payments: Bench) -> None:
    payments.given(held())
    payments.when(created())
    payments.then(REQUIRED)
    assert state(payments) == "open"


def test_a_second_answer_of_the_provider_is_ignored(payments: Bench) -> None:
    payments.given(held(), created())
    payments.when(created())
    payments.then()


@pytest.mark.parametrize("over", [expired(), cancelled()])
def test_an_intent_for_a_booking_that_is_over_by_now_is_cancelled_unseen(payments: Bench, over: object) -> None:
    payments.given(held(), over)  # type: ignore[arg-type]
    payments.when(created())
    payments.then()
    payments.then_effects(CANCEL)


@pytest.mark.parametrize("over", [expired(), cancelled()])
def test_seats_that_are_heard_of_after_the_booking_was_over_ask_for_nothing(payments: Bench, over: object) -> None:
    payments.given(over)  # type: ignore[arg-type]
    payments.when(held())
    payments.then_nothing()
    assert state(payments) == "never"


def test_what_the_provider_refuses_fails_the_payment(payments: Bench) -> None:
    payments.given(held())
    payments.when(not_created())
    payments.then(failed("amount_too_small", provider_id=""))
    assert state(payments) == "failed"


def test_what_the_provider_refuses_of_a_booking_that_is_over_is_nobodys_news(payments: Bench) -> None:
    payments.given(held(), expired())
    payments.when(not_created())
    payments.then()
    assert state(payments) == "cancelled"
