"""The refund of a case may be pending for days, and fail even after it had succeeded."""

from datetime import timedelta
from typing import Any

import pytest

from choreography.testing import Bench
from contracts.edge import StripeEventUnmatched
from contracts.payments import CaseEnded, StripeEventMatched
from handlers.payments.own import CaseRefunded, NoticedRead
from handlers.payments.rows import MoneyCase, Stray
from tests.handlers.payments.saying import WHO, created, held, webhook
from tests.handlers.payments.test_apply_case import CASE, STRANGE, asks, state
from tests.handlers.payments.test_reconcile import read

ABOUT: dict[str, Any] = {
    "id": "re_1", "status": "failed", "failure_reason": "lost_card", "amount": 700, "currency": "eur",
    "payment_intent": "pi_1", "metadata": {"attempt": "case pi_1/1"},
}  # fmt: skip
PENDING = CaseRefunded(**CASE, reason="", attempt=1, pending=True)
DONE = CaseRefunded(**CASE, reason="", attempt=1)
FAILED = CaseRefunded(**CASE, reason="lost_card", attempt=1)


@pytest.fixture
def applied(payments: Bench) -> Bench:
    payments.given(STRANGE, asks("olga"), asks("otto"))
    return payments


@pytest.mark.parametrize(
    ("told", "ends"),
    [
        ([PENDING], "applying"),
        ([PENDING, DONE], "applied"),
        ([DONE, PENDING, DONE], "applied"),
        ([PENDING, FAILED], "failed"),
        ([DONE, FAILED], "failed"),
        ([FAILED, DONE, PENDING], "failed"),
        ([FAILED, FAILED], "failed"),
    ],
)
def test_in_any_order_a_case_is_done_only_if_its_refund_is(applied: Bench, told: list[CaseRefunded], ends: str) -> None:
    for one in told:
        applied.when(one)
    assert state(applied) == ends


def test_what_became_of_it_is_told_once_and_anew_where_it_fails_after_all(applied: Bench) -> None:
    applied.when(PENDING)
    applied.then()
    applied.when(DONE)
    applied.then(CaseEnded(**CASE, state="applied"))
    applied.when(DONE)
    applied.then()
    applied.when(FAILED)
    applied.then(CaseEnded(**CASE, state="failed", reason="lost_card"))


def test_what_is_told_late_of_a_refund_says_nothing_of_the_next(applied: Bench) -> None:
    applied.given(FAILED, asks("olga"), asks("otto"))
    for late in (FAILED, DONE):
        applied.when(late)
        assert state(applied) == "applying"
    applied.when(DONE.model_copy(update={"attempt": 2}))
    assert state(applied) == "applied"


def test_one_that_was_applied_before_refunds_were_counted_may_fail_too(payments: Bench) -> None:
    payments.given(STRANGE.but(state="applied"))
    payments.when(read("refund", ABOUT | {"metadata": {"attempt": "case pi_1"}}))
    payments.passes(timedelta())
    assert state(payments) == "failed"


def test_a_refund_of_no_case_of_ours_is_nothing(payments: Bench) -> None:
    payments.when(FAILED)
    payments.then_nothing()


# from the provider to the case
def unmatched() -> StripeEventUnmatched:
    said = webhook("refund.failed", **ABOUT)
    assert isinstance(said, StripeEventUnmatched)
    return said


NOTICED = NoticedRead(provider_event_id="evt_1", kind="refund.failed", read_as="refund", object_id="re_1", about=ABOUT)


@pytest.mark.parametrize("known", [False, True])
@pytest.mark.parametrize("told", [unmatched(), NOTICED, read("refund", ABOUT)])
def test_by_webhook_by_notice_or_by_comparing_it_reaches_its_case(payments: Bench, told: Any, known: bool) -> None:
    payments.given(STRANGE.but(state="applied", attempt=1))
    if known:
        payments.given(held(), created())
    payments.when(told)
    payments.passes(timedelta())
    found = payments.row(MoneyCase, "stripe", "pi_1")
    assert found and (found.state, found.reason) == ("failed", "lost_card")
    assert not payments.books.rows.get(Stray)


def test_one_that_was_matched_with_its_payment_reaches_its_case_too(payments: Bench) -> None:
    payments.given(STRANGE.but(state="applied", attempt=1), held(), created())
    payments.when(StripeEventMatched(**unmatched().model_dump(), **WHO))
    payments.passes(timedelta())
    assert state(payments) == "failed"
