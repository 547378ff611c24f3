"""Somebody gave all that was left back by hand, and that failed: what was granted is owed, and no more."""

import pytest

from choreography.testing import Bench
from contracts.base import Message
from contracts.payments import RetryRefund
from tests.handlers.payments.saying import WHO, balance, cancelled
from tests.handlers.payments.test_compare_refunds import BOUGHT, HOUR, happens
from tests.handlers.payments.test_decide_case import applied, case, part
from tests.handlers.payments.test_owed_yet import by_which, states
from tests.handlers.payments.test_refund_by_hand import by_hand
from tests.handlers.payments.test_refund_part import done, granted

BEYOND = (*BOUGHT, by_hand(5_000), granted(), by_hand(5_000, status="failed"))
"""It was granted when nothing was left."""
BEFORE = (*BOUGHT, granted(), done(), by_hand(3_000, "re_h"), by_hand(3_000, "re_h", "failed"), done("failed"))
"""It went first, and failed after all."""


@pytest.mark.parametrize(("past", "kind"), [(BEYOND, "granted_too_much"), (BEFORE, "refund_missing")])
def test_two_operators_have_just_that_asked_for(payments: Bench, past: tuple[Message, ...], kind: str) -> None:
    applied(payments, *past)
    payments.then_effects(part(2_000, "1", 2))
    happens(payments, done(attempt=2))
    assert case(payments) == (kind, "retry", "applied") and payments.waits() == []
    assert states(payments)["1"] == "refunded" and balance(payments)["provider"] == 3_000


@pytest.mark.parametrize("past", [BEYOND, BEFORE])
def test_the_desk_has_just_that_asked_for(payments: Bench, past: tuple[Message, ...]) -> None:
    happens(payments, *past)
    assert states(payments)["1"] == "refund_failed"
    payments.when(RetryRefund(**WHO, refund_id="1"))
    payments.then_effects(part(2_000, "1", 2))


def test_a_grant_beyond_it_has_its_end_once_the_booking_is_cancelled(payments: Bench) -> None:
    happens(payments, *BOUGHT, by_hand(5_000, "re_h"), granted(3_000), cancelled())
    assert states(payments) == {"1": "settled"} and by_which(payments, "1") == "re_h"
    assert case(payments) == ("granted_too_much", "settle", "gone") and payments.waits() == []


def test_one_that_failed_is_a_case_once_the_booking_is_cancelled(payments: Bench) -> None:
    happens(payments, *BOUGHT, by_hand(5_000), by_hand(5_000, status="failed"), cancelled()).passes(2 * HOUR)
    assert case(payments) == ("refund_missing", "retry", "open")
