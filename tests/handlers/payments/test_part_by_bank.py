"""A part was to go back, and a bank took the money first: it is settled once the bank keeps it, in whatever order."""

from itertools import permutations
from typing import Any

import pytest

from choreography.testing import Bench
from contracts.base import Message
from contracts.payments import RefundRetryRefused, RetryRefund
from handlers.payments.own import SettleParts
from handlers.payments.rows import Refund
from ops.check.breaches_money import misbooked, misstated, refund_failed, too_much_back, unbalanced
from tests.handlers.payments.saying import WHO, balance, cancelled, dispute, lost, refund_refused, state
from tests.handlers.payments.test_compare_refunds import BOUGHT, HOUR, SOON, case, happens
from tests.handlers.payments.test_owed_yet import asked, grants, states
from tests.handlers.payments.test_refund_part import done, granted

TAKEN, LOST = dispute("funds_withdrawn"), dispute("closed", "lost")
WON, RETURNED = dispute("closed", "won"), dispute("funds_reinstated", "won")
REFUSED = done("failed", reason="charge_disputed")
EXPIRED = "expired_or_canceled_card"


@pytest.fixture
def asked_for(payments: Bench) -> Bench:
    """Bought for 50.00; of that 20.00 are to go back."""
    return happens(payments, *BOUGHT, granted())


def clean(bench: Bench) -> bool:
    books: Any = {"payments": bench.books, "bookings": bench.books}
    looks = unbalanced, misstated, misbooked, too_much_back, refund_failed
    return not [found for look in looks for found in look(books)]


@pytest.mark.parametrize("news", [*permutations((TAKEN, LOST, REFUSED))])
def test_what_the_bank_keeps_is_asked_for_no_more(asked_for: Bench, news: tuple[Message, ...]) -> None:
    happens(asked_for, *news, *news).passes(2 * HOUR)
    assert states(asked_for) == {"1": "settled"} and clean(asked_for)
    assert case(asked_for) is None and balance(asked_for)["disputes"] == 5_000
    asked_for.when(RetryRefund(**WHO, refund_id="1"))
    asked_for.then(RefundRetryRefused(**WHO, state="settled"))


def test_it_is_told_that_it_was_a_dispute(asked_for: Bench) -> None:
    happens(asked_for, TAKEN, REFUSED)
    asked_for.when(SettleParts(**WHO))
    asked_for.then()
    happens(asked_for, LOST)
    row = asked_for.row(Refund, "e1", "e1-b1", "1")
    assert row and (row.state, row.settled_by, row.reason) == ("settled", "dispute", "charge_disputed")


def test_one_that_is_won_after_all_is_owed_again(asked_for: Bench) -> None:
    happens(asked_for, TAKEN, REFUSED, LOST, WON, RETURNED)
    assert states(asked_for) == {"1": "refund_failed"}
    happens(asked_for, RetryRefund(**WHO, refund_id="1"), done(attempt=2))
    assert clean(asked_for) and balance(asked_for)["provider"] == 3_000


def test_of_several_those_are_asked_for_that_the_bank_does_not_keep(payments: Bench) -> None:
    happens(payments, *BOUGHT, *grants(1_000, 2_000, reason="charge_disputed"), *lost(2_000))
    assert states(payments) == {"1": "refund_failed", "2": "settled"}
    happens(payments, RetryRefund(**WHO, refund_id="1"), RetryRefund(**WHO, refund_id="2"))
    assert asked(payments) == [("1", 1_000)]


@pytest.mark.parametrize("when", ["before", "after"])
def test_one_that_was_refused_for_another_reason_is_owed_whatever_a_bank_keeps(payments: Bench, when: str) -> None:
    part = grants(1_000, reason=EXPIRED)
    happens(payments, *BOUGHT, *([*lost(2_000), *part] if when == "before" else [*part, *lost(2_000)])).passes(SOON)
    assert states(payments) == {"1": "refund_failed"} and case(payments) is None
    payments.passes(2 * HOUR)
    assert case(payments) == ("refund_missing", 1_000, 0, "open")
    happens(payments, RetryRefund(**WHO, refund_id="1"), done(attempt=2))
    assert case(payments) == ("refund_missing", 1_000, 0, "gone") and payments.waits() == []


def test_of_two_the_one_is_settled_that_was_refused_for_the_dispute(payments: Bench) -> None:
    first, second = granted(), granted(2_000, "2").model_copy(update={"total": 4_000})
    happens(payments, *BOUGHT, first, done("failed", reason=EXPIRED), second, done("failed", "2", 1, "charge_disputed"))
    happens(payments, *lost(2_000))
    assert states(payments) == {"1": "refund_failed", "2": "settled"}


@pytest.mark.parametrize("early", [True, False])
def test_where_the_bank_keeps_the_rest_that_was_cancelled_its_part_is_owed_again(asked_for: Bench, early: bool) -> None:
    over, taken = [cancelled(), refund_refused()], lost(3_000)
    happens(asked_for, REFUSED, *([*taken, *over] if early else [*over, *taken]))
    assert state(asked_for) == "refunded" and states(asked_for) == {"1": "refund_failed"}
    asked_for.passes(2 * HOUR)
    assert case(asked_for) == ("refund_missing", 5_000, 3_000, "open")
    happens(asked_for, RetryRefund(**WHO, refund_id="1"), done(attempt=2))
    assert case(asked_for) == ("refund_missing", 5_000, 3_000, "gone") and clean(asked_for)


def test_one_that_a_bank_keeps_stays_settled_where_the_rest_is_refused(asked_for: Bench) -> None:
    happens(asked_for, REFUSED, *lost(2_000), cancelled(), refund_refused())
    assert state(asked_for) == "refund_failed" and states(asked_for) == {"1": "settled"}


def test_what_is_cancelled_then_has_its_end_by_the_bank(asked_for: Bench) -> None:
    happens(asked_for, TAKEN, REFUSED, LOST, cancelled(), refund_refused()).passes(2 * HOUR)
    assert state(asked_for) == "refunded" and states(asked_for) == {"1": "settled"}
    assert clean(asked_for) and case(asked_for) is None
