"""Ours failed and somebody gave the money back at the provider, or the other way round: by which it went is known, and
what is heard of the other later changes nothing."""

from datetime import timedelta
from itertools import permutations
from typing import Any

import pytest

from choreography.testing import Bench
from contracts.base import Message
from contracts.payments import RefundRetryRefused, RefundSettled, RetryRefund
from handlers.payments.rows import Refund
from ops.check.breaches_money import misstated, refund_failed, too_much_back, unbalanced
from ops.inspector.refunds import failed
from tests.handlers.payments.saying import (
    WHO,
    balance,
    cancelled,
    created,
    held,
    paid,
    refund,
    refund_done,
    refund_refused,
    retry,
)
from tests.handlers.payments.test_reconcile import REFUND, again
from tests.handlers.payments.test_refund_by_hand import by_hand, intent
from tests.handlers.payments.test_refund_part import done, granted, part
from tests.handlers.payments.test_unmatched import matched

OURS = refund("failed", what="failed"), refund("failed"), refund("canceled")
"""What is told of our attempt that failed, each by another webhook."""
HAND = matched(refund("succeeded", attempt=None, id="re_h"))
NOT_ARRIVED = by_hand(5_000, "re_h", "failed")
GONE, HERE = ("refunded", 0, 0), ("refund_failed", 5_000, 1)


def told(bench: Bench, *news: Message) -> Bench:
    for one in news:
        bench.when(one)
        bench.passes(timedelta(minutes=2))
    return bench


def stands(bench: Bench) -> tuple[str, int, int]:
    """Its state, what the provider has, and how many refunds an operator is shown; all sums agree."""
    books: Any = {"payments": bench.books, "bookings": bench.books}
    assert [list(look(books)) for look in (unbalanced, misstated, too_much_back)] == [[], [], []]
    return intent(bench).state, balance(bench)["provider"], len(failed([intent(bench)], [], bench.now))


@pytest.fixture
def over(payments: Bench) -> Bench:
    """Bought for 50.00 and cancelled; our refund is under way."""
    return told(payments, held(), created(), paid(), cancelled())


@pytest.mark.parametrize("later", [*permutations(OURS)])
def test_what_went_by_hand_does_not_fail_by_ours(over: Bench, later: tuple[Message, ...]) -> None:
    assert stands(told(over, later[0])) == HERE
    told(over, HAND, *later, *later, refund_refused(), HAND)
    assert stands(over) == GONE
    over.when(retry())
    over.then(RefundRetryRefused(**WHO, state="refunded"))


@pytest.mark.parametrize("later", [*permutations(OURS)])
def test_one_by_hand_that_is_heard_before_ours_failed_waits_for_that(over: Bench, later: tuple[Message, ...]) -> None:
    over.when(HAND)
    over.goes_on()
    over.then_early()
    assert stands(told(over, *later, HAND, *later)) == GONE


def test_what_the_provider_has_of_ours_is_no_news_then(over: Bench) -> None:
    told(over, OURS[0], HAND)
    over.when(again("refund", REFUND | {"status": "failed"}))
    over.then()
    assert stands(told(over, again("refund", REFUND | {"status": "failed"}))) == GONE


def test_one_by_hand_that_did_not_arrive_is_here_again_once(over: Bench) -> None:
    told(over, OURS[0], HAND, NOT_ARRIVED, NOT_ARRIVED, OURS[1], HAND)
    assert stands(over) == HERE
    assert stands(told(over, by_hand(5_000, "re_i"), NOT_ARRIVED, OURS[1], HAND)) == GONE


def test_what_went_by_ours_at_last_does_not_fail_by_the_one_by_hand(over: Bench) -> None:
    told(over, OURS[0], HAND, NOT_ARRIVED, retry(), refund_done(attempt=2))
    assert stands(told(over, NOT_ARRIVED, HAND, *OURS)) == GONE
    assert stands(told(over, refund("failed", 2))) == HERE


@pytest.fixture
def granted_back(payments: Bench) -> Bench:
    """Bought for 50.00; of 20.00 that were granted back our refund failed."""
    return told(payments, held(), created(), paid(), granted(), done("failed"))


def test_a_part_that_went_by_hand_is_not_asked_for_anew(granted_back: Bench) -> None:
    told(granted_back, by_hand(2_000, "re_h"), done("failed"), by_hand(2_000, "re_h"))
    granted_back.when(RetryRefund(**WHO, refund_id="1"))
    granted_back.then(RefundRetryRefused(**WHO, state="settled"))
    granted_back.then_effects()


def listed(bench: Bench) -> list[str]:
    """The parts that an operator is shown as failed; a check finds the same."""
    parts = [one for one in bench.books.rows[Refund].values() if isinstance(one, Refund)]
    found = [one.refund_id for one in failed([], parts, bench.now)]
    assert len(list(refund_failed({"payments": bench.books}))) == len(found)  # type: ignore[dict-item]
    return found


def test_it_leaves_the_list_and_it_is_told_by_which_it_went(granted_back: Bench) -> None:
    assert listed(granted_back) == ["1"]
    granted_back.given(by_hand(2_000, "re_h"))
    granted_back.passes(timedelta())
    granted_back.then(RefundSettled(**WHO, refund_id="1", price=2_000, currency="EUR", settled_by="re_h"))
    told(granted_back, by_hand(2_000, "re_h"), done("failed"))
    assert listed(granted_back) == []


def test_it_is_back_once_that_did_not_arrive_with_the_reason_for_which_it_had_failed(granted_back: Bench) -> None:
    told(granted_back, done("failed", reason="lost_card"), by_hand(2_000, "re_h"), by_hand(2_000, "re_h", "failed"))
    assert listed(granted_back) == ["1", "re_h"]
    told(granted_back, RetryRefund(**WHO, refund_id="1"), done(attempt=2))
    assert listed(granted_back) == []
    granted_back.when(RetryRefund(**WHO, refund_id="re_h"))
    granted_back.then(RefundRetryRefused(**WHO, state="settled"))
    assert balance(granted_back)["provider"] == 3_000


def test_all_that_was_left_beside_it_settles_it_and_its_payment_stays(granted_back: Bench) -> None:
    told(granted_back, by_hand(3_000, "re_h"))
    assert listed(granted_back) == [] and balance(granted_back)["provider"] == 2_000
    assert intent(granted_back).state == "succeeded"


def test_what_is_cancelled_with_nothing_left_is_owed_again(granted_back: Bench) -> None:
    rest = granted(1_000, "2").model_copy(update={"total": 3_000})
    told(granted_back, by_hand(2_000, "re_h"), rest, done(id="2"))
    assert listed(granted_back) == []
    told(granted_back, cancelled())
    assert listed(granted_back) == ["1"]


def test_it_is_where_that_did_not_arrive_or_the_whole_is_owed(granted_back: Bench) -> None:
    told(granted_back, by_hand(2_000, "re_h"), by_hand(2_000, "re_h", "failed"))
    granted_back.when(RetryRefund(**WHO, refund_id="1"))
    granted_back.then_effects(part(attempt=2))


def test_what_is_cancelled_after_a_part_went_by_hand_owes_all(granted_back: Bench) -> None:
    told(granted_back, by_hand(2_000, "re_h"), cancelled(), refund_done())
    granted_back.when(RetryRefund(**WHO, refund_id="1"))
    granted_back.then_effects(part(attempt=2))
    told(granted_back, done(attempt=2))
    assert balance(granted_back)["provider"] == 0
