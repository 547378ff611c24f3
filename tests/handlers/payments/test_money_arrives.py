import pytest

from choreography.testing import Bench
from contracts.base import Message
from tests.handlers.payments.saying import (
    SUCCEEDED,
    WHO,
    balance,
    cancelled,
    closed,
    closed_there,
    created,
    declined,
    expired,
    held,
    paid,
    refund_done,
    state,
    webhook,
)

PAID = {"provider": 5_000, "sales": -5_000}


def test_money_is_told_and_booked(payments: Bench) -> None:
    payments.given(held(), created())
    payments.when(paid())
    payments.then(SUCCEEDED)
    assert (state(payments), balance(payments)) == ("succeeded", PAID)


def test_the_same_webhook_under_another_id_changes_nothing(payments: Bench) -> None:
    payments.given(held(), created(), paid())
    payments.when(paid())
    payments.then_nothing()


def test_a_webhook_that_overtakes_the_providers_answer_waits_for_it(payments: Bench) -> None:
    payments.given(held())
    payments.when(paid())
    payments.then_early()
    payments.when(created())
    (early,) = [one for one in payments.waits() if one.reason == "early"]
    assert early.due <= payments.now


def test_a_webhook_of_a_booking_nobody_knows_of_waits(payments: Bench) -> None:
    payments.when(paid())
    payments.then_early()


@pytest.mark.parametrize(("received", "told"), [(4_999, "49.99 EUR"), (5_001, "50.01 EUR")])
def test_another_amount_is_dead_and_never_confirmed(payments: Bench, received: int, told: str) -> None:
    payments.given(held(), created())
    payments.when(paid(received))
    payments.then_dead(f"{told} arrived, 50.00 EUR is due")
    assert (state(payments), balance(payments)) == ("open", {})


def test_another_currency_is_dead(payments: Bench) -> None:
    payments.given(held(), created())
    payments.when(paid(currency="usd"))
    payments.then_dead("USD")


@pytest.mark.parametrize("past", [[held(), created()], [expired()]])
def test_another_intent_is_dead(payments: Bench, past: list[Message]) -> None:
    payments.given(*past)
    payments.when(paid(id="pi_2"))
    payments.then_dead("AnotherIntent: pi_2")


@pytest.mark.parametrize("late", [closed(), closed_there()])
def test_money_counts_though_the_intent_was_closed(payments: Bench, late: Message) -> None:
    payments.given(held(), created(), expired(), late)
    payments.when(paid())
    payments.then(SUCCEEDED)


@pytest.mark.parametrize("after", [declined(), closed_there(), closed()])
def test_what_happened_before_the_money_and_is_heard_after_it_changes_nothing(payments: Bench, after: Message) -> None:
    payments.given(held(), created(), paid())
    payments.when(after)
    payments.then()
    assert state(payments) == "succeeded"


def test_no_webhook_is_needed_when_cancelling_finds_the_money(payments: Bench) -> None:
    payments.given(held(), created(), expired())
    payments.when(closed("succeeded", 5_000))
    payments.then(SUCCEEDED)
    payments.when(paid())
    payments.then_nothing()


def test_money_that_went_back_does_not_come_again(payments: Bench) -> None:
    payments.given(held(), created(), paid(), cancelled(), refund_done())
    payments.when(paid())
    payments.then_nothing()


def test_what_says_nothing_of_money_is_ignored(payments: Bench) -> None:
    payments.given(held())
    payments.when(webhook("payment_intent.created", metadata=WHO))
    payments.then_nothing()
