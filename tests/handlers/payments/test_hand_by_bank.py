"""Somebody gave money back by hand, and a bank took it first: it is settled once the bank keeps it."""

from itertools import permutations

import pytest

from choreography.testing import Bench
from contracts.base import Message
from contracts.payments import RefundRetryRefused, RetryRefund
from tests.handlers.payments.saying import WHO, balance, cancelled, dispute, lost, refund_done
from tests.handlers.payments.test_compare_refunds import BOUGHT, HOUR, case, happens
from tests.handlers.payments.test_decide_case import decided
from tests.handlers.payments.test_owed_yet import asked, by_which, grants, states
from tests.handlers.payments.test_part_by_bank import EXPIRED, clean
from tests.handlers.payments.test_refund_by_hand import by_hand
from tests.handlers.payments.test_refund_part import done

REFUSED = done("failed", "re_h", 1, "charge_for_pending_refund_disputed")
TAKEN, LOST = lost(2_000)
BOOKED = decided("refund_not_granted", "book", 2_000)


@pytest.fixture
def given_back(payments: Bench) -> Bench:
    """Of 50.00 somebody gave 20.00 back; then all the rest went, since the booking was cancelled."""
    return happens(payments, *BOUGHT, by_hand(2_000, "re_h"), cancelled(), refund_done())


@pytest.mark.parametrize("news", [*permutations((TAKEN, LOST, REFUSED))])
def test_what_the_bank_keeps_has_its_end(given_back: Bench, news: tuple[Message, ...]) -> None:
    happens(given_back, *news, *news).passes(2 * HOUR)
    assert states(given_back) == {"re_h": "settled"} and by_which(given_back, "re_h") == "dispute"
    assert clean(given_back) and case(given_back) is None and given_back.waits() == []
    given_back.when(RetryRefund(**WHO, refund_id="re_h"))
    given_back.then(RefundRetryRefused(**WHO, state="settled"))


def test_one_that_was_booked_has_its_end_too(payments: Bench) -> None:
    happens(payments, *BOUGHT, by_hand(2_000, "re_h"), BOOKED, REFUSED, TAKEN, LOST).passes(2 * HOUR)
    assert states(payments) == {"re_h": "settled"} and case(payments) is None and clean(payments)


def test_a_case_that_was_open_is_gone_once_the_bank_keeps_it(given_back: Bench) -> None:
    happens(given_back, REFUSED).passes(2 * HOUR)
    assert case(given_back) == ("refund_missing", 5_000, 3_000, "open")
    happens(given_back, TAKEN, LOST)
    assert case(given_back) == ("refund_missing", 5_000, 3_000, "gone") and given_back.waits() == []


def test_it_is_owed_again_once_the_dispute_is_won_after_all(given_back: Bench) -> None:
    happens(given_back, REFUSED, TAKEN, LOST, dispute("closed", "won", amount=2_000))
    assert states(given_back) == {"re_h": "refund_failed"}
    happens(given_back, dispute("funds_reinstated", "won", amount=2_000), RetryRefund(**WHO, refund_id="re_h"))
    happens(given_back, done(id="re_h", attempt=2))
    assert clean(given_back) and balance(given_back)["provider"] == 0


def test_of_two_the_one_is_asked_for_that_no_bank_keeps(payments: Bench) -> None:
    happens(payments, *BOUGHT, by_hand(2_000, "re_h"), by_hand(2_000, "re_i"), cancelled(), refund_done())
    happens(payments, REFUSED, done("failed", "re_i", 1, EXPIRED), TAKEN, LOST)
    assert states(payments) == {"re_h": "settled", "re_i": "refund_failed"}
    payments.when(decided("refund_missing", "retry", 1_000))
    assert asked(payments) == [("re_i", 2_000)]


def test_what_was_given_besides_and_a_bank_keeps_settles_none_of_ours(payments: Bench) -> None:
    happens(payments, *BOUGHT, *grants(2_000, reason=EXPIRED), by_hand(2_000, "re_h"), REFUSED, TAKEN, LOST)
    assert states(payments)["1"] == "refund_failed"
    happens(payments, RetryRefund(**WHO, refund_id="1"), done(attempt=2))
    assert states(payments) == {"1": "refunded", "re_h": "settled"} and by_which(payments, "re_h") == "1"


def test_beside_it_ours_that_a_hand_replaced_stays_settled(payments: Bench) -> None:
    whole = decided("refund_not_granted", "book", 3_000)
    happens(payments, *BOUGHT, *grants(1_000, reason=EXPIRED), by_hand(1_000, "re_i"), by_hand(2_000, "re_h"), whole)
    happens(payments, REFUSED, TAKEN, LOST).passes(2 * HOUR)
    assert states(payments) == {"1": "settled", "re_h": "settled", "re_i": "refunded"} and case(payments) is None
