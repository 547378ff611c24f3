from datetime import datetime, timedelta

import pytest

from choreography.testing import START, Bench
from contracts.base import Message
from contracts.payments import RefundRetried, RefundRetryRefused
from handlers.payments.rows import PaymentIntent
from ops.inspector.refunds import failed
from tests.handlers.payments.saying import (
    REFUNDED,
    WHO,
    balance,
    cancelled,
    created,
    give_back,
    held,
    paid,
    refund,
    refund_done,
    refund_failed,
    refund_refused,
    retry,
    state,
)

ASKED = (held(), created(), paid(), cancelled())
NOTHING_LEFT = {"provider": 0, "sales": 0}


@pytest.mark.parametrize("word", [refund_done(), refund("succeeded"), refund("succeeded", what="created")])
def test_the_first_word_of_a_refund_is_told_and_booked(payments: Bench, word: Message) -> None:
    payments.given(*ASKED)
    payments.when(word)
    payments.then(REFUNDED)
    assert (state(payments), balance(payments)) == ("refunded", NOTHING_LEFT)


@pytest.mark.parametrize("word", [refund_done(), refund("succeeded"), refund("pending", what="created")])
def test_every_further_word_of_it_changes_nothing(payments: Bench, word: Message) -> None:
    payments.given(*ASKED, refund_done())
    payments.when(word)
    payments.then()
    assert balance(payments) == NOTHING_LEFT


def test_a_pending_refund_is_not_told_yet(payments: Bench) -> None:
    payments.given(*ASKED)
    payments.when(refund_done("pending"))
    payments.then()
    assert state(payments) == "refunding"


def asked_at(bench: Bench) -> datetime | None:
    intent = bench.row(PaymentIntent, "e1", "e1-b1")
    return intent.asked_at if intent else None


def test_when_it_was_last_asked_for_is_kept(payments: Bench) -> None:
    payments.given(*ASKED)
    assert asked_at(payments) == START
    payments.passes(timedelta(days=1))
    payments.given(refund_refused(), retry())
    assert asked_at(payments) == START + timedelta(days=1)
    payments.when(refund_done("succeeded", attempt=1))
    payments.then()


@pytest.mark.parametrize(("days", "listed"), [(2, 0), (4, 1)])
def test_one_that_is_pending_for_days_is_listed_with_those_that_failed(payments: Bench, days: int, listed: int) -> None:
    payments.given(*ASKED, refund_done("pending"))
    payments.passes(timedelta(days=days))
    intents = [row for row in payments.books.rows[PaymentIntent].values() if isinstance(row, PaymentIntent)]
    found = failed(intents, [], payments.now)
    assert [(one.reason, one.price) for one in found] == [("pending", 5_000)] * listed


def test_a_refused_refund_is_there_for_the_operator(payments: Bench) -> None:
    payments.given(*ASKED)
    payments.when(refund_refused())
    payments.then(refund_failed("no_money"))
    assert (state(payments), balance(payments)) == ("refund_failed", {"provider": 5_000, "sales": -5_000})


def test_a_refund_may_fail_after_it_had_succeeded(payments: Bench) -> None:
    payments.given(*ASKED, refund_done())
    payments.when(refund("failed", failure_reason="lost_or_stolen_card"))
    payments.then(refund_failed("lost_or_stolen_card"))
    assert (state(payments), balance(payments)) == ("refund_failed", {"provider": 5_000, "sales": -5_000})


def test_a_refund_that_failed_does_not_succeed_by_an_older_word(payments: Bench) -> None:
    payments.given(*ASKED, refund("failed"))
    payments.when(refund_done())
    payments.then()
    assert state(payments) == "refund_failed"


def test_the_operator_has_a_failed_refund_tried_again(payments: Bench) -> None:
    payments.given(*ASKED, refund_refused())
    payments.when(retry())
    payments.then(RefundRetried(**WHO, attempt=2))
    payments.then_effects(give_back(attempt=2))
    payments.when(refund_done(attempt=2))
    payments.then(REFUNDED)


def test_words_of_an_earlier_attempt_do_not_touch_the_present_one(payments: Bench) -> None:
    payments.given(*ASKED, refund("failed"), retry())
    payments.when(refund("failed", what="failed"))
    payments.then_nothing()
    payments.when(refund_refused(attempt=1))
    payments.then()
    assert state(payments) == "refunding"


@pytest.mark.parametrize(
    ("past", "at"),
    [(ASKED, "refunding"), ((*ASKED, refund_done()), "refunded"), (ASKED[:3], "succeeded")],
)
def test_only_a_failed_refund_is_tried_again(payments: Bench, past: tuple[Message, ...], at: str) -> None:
    payments.given(*past)
    payments.when(retry())
    payments.then(RefundRetryRefused(**WHO, state=at))
    payments.then_effects()
