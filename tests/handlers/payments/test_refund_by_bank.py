"""A bank keeps what a cancelled booking was to give back: the refund has its end, in whatever order that is known."""

from datetime import timedelta
from itertools import permutations
from typing import Any

import pytest

from choreography.testing import Bench
from contracts.base import Message
from contracts.payments import RefundRetryRefused
from handlers.payments.difference import of_refund
from handlers.payments.rows import Balance, PaymentIntent
from ops.check.breaches_money import misstated, unbalanced
from ops.inspector.refunds import failed
from tests.handlers.payments.saying import (
    WHO,
    balance,
    cancelled,
    created,
    dispute,
    held,
    paid,
    refund,
    refund_refused,
    retry,
    state,
)
from tests.handlers.payments.test_reconcile import INTENT, again

TAKEN, LOST = dispute("funds_withdrawn"), dispute("closed", "lost")
WON, RETURNED = dispute("closed", "won"), dispute("funds_reinstated", "won")
OVER = (cancelled(), refund_refused())
FAILED = refund("failed", what="failed"), refund("failed"), refund("canceled")
NOTHING = {"provider": 0, "sales": 0, "disputes": 0}


def told(bench: Bench, *news: Message) -> Bench:
    for one in (held(), created(), paid(), *news):
        bench.when(one)
        bench.passes(timedelta(0))
    return bench


def listed(bench: Bench) -> list[str]:
    """What the operator's list has."""
    rows: list[Any] = list(bench.books.rows[PaymentIntent].values())
    return [one.reason for one in failed(rows, [], bench.now)]


@pytest.mark.parametrize(
    "news", [(TAKEN, *OVER, LOST), (TAKEN, LOST, *OVER), (LOST, *OVER, TAKEN), (*OVER, LOST, TAKEN)]
)
def test_a_refund_that_the_bank_made_is_listed_no_more(payments: Bench, news: tuple[Message, ...]) -> None:
    told(payments, *news, LOST, TAKEN)
    assert (state(payments), listed(payments), balance(payments)) == ("refunded", [], NOTHING)
    books = {"payments": payments.books}
    assert [*unbalanced(books), *misstated(books)] == []


def test_until_it_is_decided_it_is_an_operators(payments: Bench) -> None:
    told(payments, TAKEN, *OVER)
    assert (state(payments), len(listed(payments))) == ("refund_failed", 1)


def test_nobody_has_it_made_again(payments: Bench) -> None:
    told(payments, TAKEN, *OVER, LOST)
    payments.when(retry())
    payments.then(RefundRetryRefused(**WHO, state="refunded"))


def test_one_that_is_won_after_all_is_to_be_given_back(payments: Bench) -> None:
    told(payments, TAKEN, *OVER, LOST, WON, RETURNED, WON)
    assert (state(payments), listed(payments)) == ("refund_failed", ["charge_disputed"])
    assert balance(payments) == {"provider": 5_000, "sales": -5_000, "disputes": 0}
    row = payments.row(Balance, "e1")
    assert row and row.owed == 5_000


@pytest.mark.parametrize("failed_", [*permutations(FAILED)])
def test_what_the_bank_has_made_does_not_fail_again(payments: Bench, failed_: tuple[Message, ...]) -> None:
    told(payments, TAKEN, LOST, cancelled(), refund("pending", what="created"), *failed_, *failed_)
    row = payments.row(Balance, "e1")
    assert (state(payments), balance(payments)) == ("refunded", NOTHING) and row and row.owed == 0


def test_what_the_provider_has_of_it_is_no_news(payments: Bench) -> None:
    told(payments, TAKEN, LOST, cancelled(), refund("failed", what="failed"))
    intent = payments.row(PaymentIntent, "e1", "e1-b1")
    assert intent and intent.by_bank and of_refund({"status": "failed", "metadata": {"attempt": "1"}}, intent) is None


def test_a_part_that_is_lost_leaves_the_rest_to_an_operator(payments: Bench) -> None:
    part: Any = {"amount": 2_000}
    told(payments, dispute("funds_withdrawn", **part), *OVER, dispute("closed", "lost", **part))
    assert (state(payments), len(listed(payments))) == ("refund_failed", 1)


def test_a_booking_that_stays_keeps_its_payment(payments: Bench) -> None:
    told(payments, TAKEN, LOST)
    assert state(payments) == "succeeded" and balance(payments)["disputes"] == 5_000


def test_the_provider_agrees_though_it_made_no_refund(payments: Bench) -> None:
    told(payments, TAKEN, *OVER, LOST)
    payments.when(again("intent", INTENT))
    payments.then_nothing()
