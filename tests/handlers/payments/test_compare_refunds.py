"""What a booking granted back, beside what went back: a difference that is there after its grace is one case."""

from datetime import timedelta
from typing import Any

import pytest

from choreography.testing import Bench
from contracts.base import Message
from contracts.payments import ApplyCase, CaseDecided, RetryRefund
from handlers.payments.rows import MoneyCase
from tests.handlers.payments.saying import WHO, cancelled, created, expired, held, marked_paid, paid
from tests.handlers.payments.saying import refund_done as whole
from tests.handlers.payments.saying import refund_refused as whole_refused
from tests.handlers.payments.test_compare_booking import confirmed, told
from tests.handlers.payments.test_refund_by_hand import by_hand
from tests.handlers.payments.test_refund_part import done, granted

SOON, HOUR, DAYS = timedelta(minutes=50), timedelta(hours=1), timedelta(days=4)
BOUGHT = (held(), created(), paid(), confirmed())
SECOND = granted(1_000, "2").model_copy(update={"total": 3_000})
BOOKED: Any = {
    "provider": "stripe", "case_id": "e1-b1.refunds", "kind": "refund_not_granted", "step": "book", "found": 700,
}  # fmt: skip
REFUSED = done("failed", reason="charge_disputed")


def case(bench: Bench) -> tuple[str, int, int, str] | None:
    row = bench.row(MoneyCase, "stripe", "e1-b1.refunds")
    return row and (row.kind, row.expected, row.found, row.state)


def happens(bench: Bench, *past: Message) -> Bench:
    for one in past:
        bench.given(one)
        bench.passes(timedelta(0))
    return bench


@pytest.mark.parametrize(
    ("past", "found"),
    [
        ((granted(), REFUSED), ("refund_missing", 2_000, 0, "open")),
        ((granted(), REFUSED, REFUSED, granted()), ("refund_missing", 2_000, 0, "open")),
        ((granted(), done(), done("failed", reason="lost_card")), ("refund_missing", 2_000, 0, "open")),
        ((granted(), done(), SECOND, done("failed", "2")), ("refund_missing", 3_000, 2_000, "open")),
        ((granted(), REFUSED, cancelled(), whole()), ("refund_missing", 5_000, 3_000, "open")),
        ((cancelled(), whole_refused()), ("refund_missing", 5_000, 0, "open")),
        ((marked_paid(), whole_refused()), ("paid_twice", 5_000, 0, "open")),
        ((by_hand(700), by_hand(700)), ("refund_not_granted", 0, 700, "open")),
        ((by_hand(700), granted(), done()), ("refund_not_granted", 2_000, 2_700, "open")),
        ((by_hand(5_000),), ("refund_not_granted", 0, 5_000, "open")),
    ],
)
def test_what_still_differs_after_its_grace_is_one_case(payments: Bench, past: tuple[Message, ...], found: Any) -> None:
    happens(payments, *BOUGHT, *past).passes(SOON)
    assert case(payments) is None
    payments.passes(10 * HOUR)
    assert case(payments) == found and len(told(payments)) == 1


@pytest.mark.parametrize(
    "past",
    [
        (granted(), done()),
        (granted(), granted(), done(), done()),
        (SECOND, granted(), done(id="2"), done()),
        (granted(), REFUSED, RetryRefund(**WHO, refund_id="1"), done(attempt=2)),
        (cancelled(), whole()),
        (granted(), done(), cancelled(), whole()),
        (marked_paid(), whole()),
    ],
)
def test_what_went_back_as_it_was_granted_is_none(payments: Bench, past: tuple[Message, ...]) -> None:
    happens(payments, *BOUGHT, *past)
    assert payments.waits() == []
    payments.passes(10 * HOUR)
    assert case(payments) is None


def test_money_that_never_came_cannot_be_missed(payments: Bench) -> None:
    happens(payments, held(), created(), expired()).passes(10 * HOUR)
    assert case(payments) is None


def test_one_that_the_provider_is_making_is_given_days(payments: Bench) -> None:
    happens(payments, *BOUGHT, granted(), done("pending")).passes(timedelta(days=2))
    assert case(payments) is None
    payments.passes(DAYS)
    assert case(payments) == ("refund_missing", 2_000, 0, "open")
    happens(payments, done())
    assert case(payments) == ("refund_missing", 2_000, 0, "gone")


def test_one_that_goes_in_the_end_ends_the_case(payments: Bench) -> None:
    happens(payments, *BOUGHT, granted(), REFUSED).passes(2 * HOUR)
    happens(payments, RetryRefund(**WHO, refund_id="1"), done(attempt=2))
    assert case(payments) == ("refund_missing", 2_000, 0, "gone") and payments.waits() == []


def test_what_an_operator_settled_is_opened_again_only_if_something_else_differs(payments: Bench) -> None:
    happens(payments, *BOUGHT, by_hand(700)).passes(2 * HOUR)
    for operator in ("olga", "otto"):
        happens(payments, ApplyCase(provider="stripe", case_id="e1-b1.refunds", operator=operator))
    happens(payments, CaseDecided(**WHO, **BOOKED)).passes(9 * HOUR)
    assert case(payments) == ("refund_not_granted", 0, 700, "applied") and payments.waits() == []
    happens(payments, by_hand(100, "re_i")).passes(2 * HOUR)
    assert case(payments) == ("refund_not_granted", 700, 800, "open") and len(told(payments)) == 2
