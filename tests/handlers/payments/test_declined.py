import pytest

from choreography.testing import Bench
from contracts.payments import CardDeclined
from handlers.payments.close_intent import CANCEL_AGAIN_AFTER
from tests.handlers.payments.saying import (
    CANCEL,
    PI,
    SUCCEEDED,
    closed,
    closed_there,
    created,
    declined,
    expired,
    failed,
    held,
    state,
)


def test_a_declined_card_closes_the_intent_before_the_booking_hears_of_it(payments: Bench) -> None:
    payments.given(held(), created())
    payments.when(declined())
    payments.then()
    payments.then_effects(CANCEL)
    payments.when(closed())
    payments.then(failed("expired_card"))
    assert state(payments) == "failed"


def test_the_same_decline_again_changes_nothing(payments: Bench) -> None:
    payments.given(held(), created(), declined())
    payments.when(declined())
    payments.then_nothing()


@pytest.mark.usefixtures("three_tries")
def test_the_buyer_may_try_another_card_as_often_as_the_settings_say(payments: Bench) -> None:
    payments.given(held(), created(), declined("evt_1"))
    payments.when(declined("evt_2"))
    payments.then(CardDeclined(**PI, reason="expired_card"))
    payments.then_effects()
    payments.when(declined("evt_2"))
    payments.then_nothing()
    payments.when(declined("evt_3"))
    payments.then()
    payments.then_effects(CANCEL)


@pytest.mark.usefixtures("three_tries")
def test_who_has_no_booking_any_more_need_not_try_another_card(payments: Bench) -> None:
    payments.given(held(), created(), expired())
    payments.when(declined())
    payments.then()


def test_a_second_card_that_was_quicker_than_the_cancelling_pays(payments: Bench) -> None:
    payments.given(held(), created(), declined())
    payments.when(closed("succeeded", 5_000))
    payments.then(SUCCEEDED)


def test_a_decline_of_a_booking_that_is_over_cancels_nothing_twice(payments: Bench) -> None:
    payments.given(held(), created(), expired())
    payments.when(declined())
    payments.then()
    payments.then_effects()


def test_an_intent_that_was_closed_at_the_provider_fails_the_payment(payments: Bench) -> None:
    payments.given(held(), created())
    payments.when(closed_there())
    payments.then(failed("canceled"))


def test_the_webhook_and_the_answer_of_one_cancelling_are_one_failure(payments: Bench) -> None:
    payments.given(held(), created(), declined(), closed_there())
    payments.when(closed())
    payments.then()
    assert state(payments) == "failed"


def test_a_slow_payment_is_asked_after_again(payments: Bench) -> None:
    payments.given(held(), created(), expired(), closed("processing"))
    payments.passes(CANCEL_AGAIN_AFTER)
    payments.then_effects(CANCEL)
