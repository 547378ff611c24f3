"""Of several parts that failed somebody gave some back by hand: what is asked for anew is what is owed yet, no more."""

from itertools import permutations
from typing import Any

import pytest

from choreography.testing import Bench
from contracts.base import Message
from contracts.payments import RefundRetryRefused, RetryRefund
from handlers.payments.rows import Refund
from tests.handlers.payments.saying import WHO, balance, cancelled, lost, refund_done
from tests.handlers.payments.test_compare_refunds import BOUGHT, HOUR, happens
from tests.handlers.payments.test_decide_case import applied, case, decided
from tests.handlers.payments.test_refund_by_hand import by_hand, intent
from tests.handlers.payments.test_refund_part import done, granted


def grants(*amounts: int, reason: str = "") -> list[Message]:
    """Each was granted, and refused by the provider."""
    said = list[Message]()
    for nth, amount in enumerate(amounts, start=1):
        said += [
            granted(amount, str(nth)).model_copy(update={"total": sum(amounts[:nth])}),
            done("failed", id=str(nth), reason=reason),
        ]
    return said


def states(bench: Bench) -> dict[str, str]:
    return {one.refund_id: one.state for one in bench.books.rows[Refund].values() if isinstance(one, Refund)}


def asked(bench: Bench) -> list[tuple[str, int]]:
    under_way = [
        one for one in bench.books.rows[Refund].values() if isinstance(one, Refund) and one.state == "refunding"
    ]
    return [(one.refund_id, one.price) for one in under_way]


@pytest.mark.parametrize(
    ("amounts", "hand", "anew"),
    [
        ((1_000, 2_000), (2_000,), [("1", 1_000)]),
        ((1_000, 2_000), (1_000,), [("2", 2_000)]),
        ((500, 1_000, 1_500), (500, 1_000), [("1", 500), ("2", 1_000)]),
        ((500, 1_000, 1_500), (1_500,), [("1", 500), ("2", 1_000)]),
        ((2_000, 1_000), (700,), [("1", 2_000), ("2", 300)]),
        ((2_000,), (700,), [("1", 1_300)]),
    ],
)
def test_the_step_asks_for_what_no_hand_gave(payments: Bench, amounts: Any, hand: Any, anew: Any) -> None:
    by = [by_hand(amount, f"re_{nth}") for nth, amount in enumerate(hand)]
    happens(payments, *BOUGHT, *grants(*amounts), *by)
    payments.when(decided("refund_missing", "retry", 0))
    assert asked(payments) == anew
    assert sum(price for _, price in anew) <= sum(amounts) - sum(hand)


def test_the_case_is_done_once_that_went(payments: Bench) -> None:
    applied(payments, *BOUGHT, *grants(1_000, 2_000), by_hand(2_000, "re_h"))
    happens(payments, done(id="1", attempt=2))
    assert case(payments)[2] == "applied" and payments.waits() == []
    assert (intent(payments).returned, balance(payments)["provider"]) == (3_000, 2_000)
    assert states(payments) == {"1": "refunded", "2": "settled", "re_h": "refunded"}


def test_what_a_hand_gave_less_of_is_for_an_operator_and_ends_by_hand_too(payments: Bench) -> None:
    happens(payments, *BOUGHT, *grants(2_000), by_hand(700, "re_h")).passes(2 * HOUR)
    assert case(payments) == ("refund_missing", "retry", "open") and states(payments)["1"] == "refund_failed"
    happens(payments, by_hand(1_300, "re_i"))
    assert case(payments)[2] == "gone" and states(payments)["1"] == "settled"


@pytest.mark.parametrize("order", [*permutations(("1", "2", "re_h"))])
def test_at_the_desk_no_order_gives_more_than_was_granted(payments: Bench, order: tuple[str, ...]) -> None:
    happens(payments, *BOUGHT, *grants(1_000, 2_000), by_hand(2_000, "re_h"), by_hand(2_000, "re_h", "failed"))
    for id in order:
        payments.given(RetryRefund(**WHO, refund_id=id))
    assert sum(price for _, price in asked(payments)) <= 3_000
    happens(payments, *(done(id=id, attempt=2) for id, _ in asked(payments)))
    assert balance(payments)["provider"] == 2_000 and "refund_failed" not in states(payments).values()


def by_which(bench: Bench, id: str) -> str:
    row = bench.row(Refund, "e1", "e1-b1", id)
    assert row
    return row.settled_by


def test_what_is_under_way_settles_nothing_until_it_has_gone(payments: Bench) -> None:
    happens(payments, *BOUGHT, *grants(1_000, 2_000), by_hand(2_000, "re_h"), by_hand(2_000, "re_h", "failed"))
    happens(payments, RetryRefund(**WHO, refund_id="re_h"), RetryRefund(**WHO, refund_id="2"))
    assert states(payments) == {"1": "refund_failed", "2": "refund_failed", "re_h": "refunding"}
    happens(payments, done(id="re_h", attempt=2))
    assert states(payments)["2"] == "settled" and by_which(payments, "2") == "re_h"


def test_what_is_settled_stays_so_while_another_is_under_way(payments: Bench) -> None:
    happens(payments, *BOUGHT, *grants(1_000), by_hand(1_000, "re_h"))
    happens(payments, granted(500, "2").model_copy(update={"total": 1_500}))
    assert states(payments) == {"1": "settled", "2": "refunding", "re_h": "refunded"}
    happens(payments, done(id="2"))
    assert states(payments)["1"] == "settled"


@pytest.mark.parametrize("attempt", [1, 2])
def test_what_somebody_gave_besides_and_failed_no_grant_settles_that_went_at_once(
    payments: Bench, attempt: int
) -> None:
    happens(payments, *BOUGHT, granted(1_000))
    happens(payments, *([done("failed"), RetryRefund(**WHO, refund_id="1")] if attempt > 1 else []))
    happens(payments, done(attempt=attempt), by_hand(700, "re_h"), by_hand(700, "re_h", "failed"))
    besides = "refund_failed" if attempt == 1 else "settled"
    assert states(payments) == {"1": "refunded", "re_h": besides}
    assert by_which(payments, "re_h") == ("" if attempt == 1 else "1")
    happens(payments, RetryRefund(**WHO, refund_id="re_h"))
    assert asked(payments) == ([("re_h", 700)] if attempt == 1 else [])


def test_one_by_hand_that_another_by_hand_replaced_is_asked_for_no_more(payments: Bench) -> None:
    happens(payments, *BOUGHT, *grants(1_000), by_hand(1_000, "re_h"), by_hand(1_000, "re_h", "failed"))
    assert states(payments) == {"1": "refund_failed", "re_h": "refund_failed"}
    happens(payments, by_hand(1_000, "re_i"), by_hand(1_000, "re_h", "failed"), by_hand(1_000, "re_i"))
    assert states(payments) == {"1": "settled", "re_h": "settled", "re_i": "refunded"}
    assert by_which(payments, "1") == by_which(payments, "re_h") == "re_i"
    payments.when(RetryRefund(**WHO, refund_id="re_h"))
    payments.then(RefundRetryRefused(**WHO, state="settled"))


@pytest.mark.parametrize("hand", [1_000, 700])
def test_of_two_by_hand_that_failed_one_alone_is_asked_for(payments: Bench, hand: int) -> None:
    by = [by_hand(hand, id, status) for id in ("re_h", "re_i") for status in ("succeeded", "failed")]
    happens(payments, *BOUGHT, *grants(1_000), *by, RetryRefund(**WHO, refund_id="re_h"))
    payments.when(RetryRefund(**WHO, refund_id="re_i"))
    payments.then(RefundRetryRefused(**WHO, state="settled"))
    assert asked(payments) == [("re_h", hand)]
    happens(payments, done(id="re_h", attempt=2))
    assert states(payments)["re_i"] == "settled" and by_which(payments, "re_i") == "re_h"


def test_one_by_hand_in_the_place_of_what_a_bank_keeps_is_asked_for_no_more(payments: Bench) -> None:
    happens(payments, *BOUGHT, *grants(1_000, reason="charge_disputed"), by_hand(1_000, "re_h"), *lost(1_000))
    happens(payments, by_hand(1_000, "re_h", "failed"))
    assert states(payments) == {"1": "settled", "re_h": "settled"} and by_which(payments, "re_h") == "dispute"


def test_of_a_cancelled_booking_all_is_asked_for(payments: Bench) -> None:
    happens(payments, *BOUGHT, *grants(1_000, 2_000), by_hand(2_000, "re_h"), cancelled())
    assert intent(payments).left == 0
    payments.when(decided("refund_missing", "retry", 0))
    assert asked(payments) == [("1", 1_000), ("2", 2_000)]
    happens(payments, done(id="1", attempt=2), done(id="2", attempt=2), refund_done())
    assert balance(payments)["provider"] == 0
