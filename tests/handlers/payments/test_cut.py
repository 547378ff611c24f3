"""Of a refund that failed some went back otherwise: the rest of it is asked for, and all of it has its end."""

import pytest

from choreography.changed_fields import differing
from choreography.testing import Bench
from contracts.payments import RefundRetryRefused, RetryRefund
from contracts.prices import Breakdown
from handlers.payments.cut import cut, shares_of
from handlers.payments.rows import PaymentIntent, Refund
from ops.inspector.refunds import failed
from tests.handlers.payments.saying import (
    WHO,
    balance,
    cancelled,
    dispute,
    lost,
    refund_done,
    refund_refused,
    retry,
    state,
)
from tests.handlers.payments.test_compare_refunds import BOUGHT, HOUR, case, happens
from tests.handlers.payments.test_owed_yet import asked, by_which, grants, states
from tests.handlers.payments.test_part_by_bank import clean
from tests.handlers.payments.test_refund_by_hand import by_hand, intent
from tests.handlers.payments.test_refund_part import done, granted

AGAIN = RetryRefund(**WHO, refund_id="1")
WON = dispute("closed", "won", amount=2_000), dispute("funds_reinstated", "won", amount=2_000)


def ended(bench: Bench, left: int = 0) -> None:
    bench.passes(2 * HOUR)
    rows = [one for one in bench.books.rows[Refund].values() if isinstance(one, Refund)]
    found = case(bench)
    assert failed([intent(bench)], rows, bench.now) == [] and (found is None or found[3] == "gone")
    assert clean(bench) and balance(bench)["provider"] == left and bench.waits() == []


@pytest.mark.parametrize("news", [[done(attempt=2)], [done("failed", attempt=2), AGAIN, done(attempt=3)]])
def test_of_a_part_that_a_hand_gave_less_of_the_rest_goes(payments: Bench, news: list[object]) -> None:
    happens(payments, *BOUGHT, *grants(2_000), by_hand(700, "re_h"), AGAIN)
    assert asked(payments) == [("1", 1_300)]
    happens(payments, *news)  # type: ignore[arg-type]
    assert states(payments)["1.1300"] == "settled" and by_which(payments, "1.1300") == "re_h"
    ended(payments, left=3_000)


def test_what_the_hand_gave_is_owed_again_once_it_did_not_arrive(payments: Bench) -> None:
    happens(payments, *BOUGHT, *grants(2_000), by_hand(700, "re_h"), AGAIN, done(attempt=2))
    happens(payments, by_hand(700, "re_h", "failed"), RetryRefund(**WHO, refund_id="1.1300"))
    assert asked(payments) == [("1.1300", 700)]
    happens(payments, done(id="1.1300", attempt=3 if by_which(payments, "1.1300") else 2))
    ended(payments, left=3_000)


def test_where_a_bank_keeps_less_than_part_and_rest_each_gets_what_is_here(payments: Bench) -> None:
    first, second = granted(1_500), granted(2_000, "2").model_copy(update={"total": 3_500})
    happens(payments, *BOUGHT, first, done(), second, done("failed", "2", reason="charge_disputed"), *lost(2_000))
    happens(payments, cancelled(), refund_refused())
    assert (state(payments), states(payments)["2"]) == ("refunded", "refund_failed")
    happens(payments, RetryRefund(**WHO, refund_id="2"))
    assert asked(payments) == [("2", 1_500)]
    happens(payments, done(id="2", attempt=2))
    ended(payments)


def test_of_all_that_was_left_what_no_bank_keeps_goes(payments: Bench) -> None:
    happens(payments, *BOUGHT, *lost(2_000), cancelled(), refund_refused(), retry())
    assert intent(payments).left == 3_000 and by_which(payments, "0-0") == "dispute"
    happens(payments, refund_done(attempt=2))
    ended(payments, left=0)


def test_what_the_bank_kept_of_it_goes_once_the_dispute_is_won_after_all(payments: Bench) -> None:
    happens(payments, *BOUGHT, *lost(2_000), cancelled(), refund_refused(), retry(), refund_done(attempt=2), *WON)
    assert states(payments) == {"0-0": "refund_failed"}
    happens(payments, RetryRefund(**WHO, refund_id="0-0"), done(id="0-0", attempt=2))
    ended(payments)


def test_what_a_bank_has_all_of_is_asked_for_no_more_whatever_it_failed_for(payments: Bench) -> None:
    happens(payments, *BOUGHT, *grants(1_500, reason="expired_or_canceled_card"), *lost(5_000))
    assert states(payments) == {"1": "settled"} and by_which(payments, "1") == "dispute"
    ended(payments)


def test_one_that_was_more_than_is_left_is_settled_once_all_that_is_left_has_gone(payments: Bench) -> None:
    happens(payments, *BOUGHT, by_hand(4_000, "re_h"), granted(3_000), cancelled())
    payments.when(AGAIN)
    payments.then(RefundRetryRefused(**WHO, state="refunding"))
    happens(payments, refund_done(), AGAIN)
    assert states(payments)["1"] == "settled" and by_which(payments, "1")


def test_what_is_cut_off_is_told_to_the_audit() -> None:
    whole = Refund("e", "b", "1", "ben", "pi", 2_000, "EUR", nth=1)
    first, _ = cut(whole, 1_300)
    assert differing(whole, first) == {"price": (2_000, 1_300)}


def test_all_pieces_of_a_part_are_the_part_to_the_cent() -> None:
    terms = Breakdown.of(3_333, 1_111, 556)
    paid = PaymentIntent(
        "e", "b", "ben", "succeeded", 5_000, "EUR", breakdown=terms, commission=77, parts=(1_003, 2_000)
    )
    whole = Refund("e", "b", "1", "ben", "pi", 2_000, "EUR", nth=1)
    first, (second,) = cut(whole, 701)
    (third, (last,)), (all_, none) = cut(second, 298), cut(whole, 2_000)
    pieces = [shares_of(paid, one)[0] for one in (first, third, last)]
    assert {name: sum(one[name] for one in pieces) for name in pieces[0]} == shares_of(paid, all_)[0] and not none
    assert [sum(one.values()) for one in pieces] == [701, 298, 1_001] and min(map(min, map(dict.values, pieces))) >= 0
