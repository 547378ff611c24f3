"""The organiser had the money already: what comes through the provider goes back once, and is told to be too much."""

from datetime import timedelta

import pytest

from choreography.testing import Bench
from contracts.base import Message
from contracts.payments import PaymentRefunded
from handlers.payments.rows import MoneyCase
from tests.handlers.payments.saying import (
    PI,
    PRICE,
    SUCCEEDED,
    balance,
    created,
    give_back,
    held,
    marked_paid,
    paid,
    refund_done,
    refund_refused,
    state,
)  # fmt: skip
from tests.handlers.payments.test_compare_booking import confirmed
from tests.handlers.payments.test_compare_refunds import case, happens

TOO_MUCH = PaymentRefunded(**PI, **PRICE, total=5_000, reason="paid_another_way")
MARKED = (marked_paid(), confirmed())


@pytest.mark.parametrize(
    "past",
    [
        (held(), created(), *MARKED),
        (held(), *MARKED, created()),
        (held(), created(), *MARKED, *MARKED),
    ],
)
def test_money_that_comes_late_goes_back_and_is_told_to_be_too_much(payments: Bench, past: tuple[Message, ...]) -> None:
    happens(payments, *past)
    payments.when(paid())
    payments.then(SUCCEEDED)
    payments.then_effects(give_back())
    payments.when(refund_done())
    payments.then(TOO_MUCH)
    assert (state(payments), balance(payments)["provider"]) == ("refunded", 0)


def test_money_that_came_before_goes_back_too(payments: Bench) -> None:
    happens(payments, held(), created(), paid(), *MARKED)
    payments.when(refund_done())
    payments.then(TOO_MUCH)


def test_a_second_word_of_it_moves_nothing(payments: Bench) -> None:
    happens(payments, held(), created(), *MARKED, paid(), refund_done())
    for again in (paid(), refund_done(), marked_paid()):
        payments.when(again)
        payments.then_nothing()


def test_a_webhook_before_its_payment_is_known_waits(payments: Bench) -> None:
    payments.given(held(), *MARKED)
    payments.when(paid())
    payments.then_early()
    happens(payments, created())
    happens(payments, refund_done())
    assert state(payments) == "refunded"


def test_where_it_cannot_go_back_a_case_says_that_it_was_paid_twice(payments: Bench) -> None:
    happens(payments, held(), created(), *MARKED, paid(), refund_refused()).passes(timedelta(hours=9))
    assert case(payments) == ("paid_twice", 5_000, 0, "open")
    assert payments.row(MoneyCase, "stripe", "e1-b1") is None
