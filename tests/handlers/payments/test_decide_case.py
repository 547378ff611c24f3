"""A case of a booking's money proposes a step; two operators have it taken, and the comparison says what came of it."""

from datetime import timedelta
from typing import Any

import pytest

from choreography.testing import Bench
from contracts.base import Message
from contracts.payments import (
    ApplyCase,
    CaseApplied,
    CaseDecided,
    CaseNotApplied,
    CaseProposed,
    RefundRetried,
    RefundSettled,
    RetryRefund,
)
from handlers.payments.own import CancelIntent, RefundPart
from handlers.payments.rows import MoneyCase, PaymentIntent, Refund
from tests.handlers.payments.saying import (
    PI,
    WHO,
    cancelled,
    created,
    expired,
    give_back,
    held,
    paid,
    refund_done,
    refund_refused,
    state,
)
from tests.handlers.payments.test_compare_booking import HERE, HOUR, confirmed
from tests.handlers.payments.test_compare_refunds import BOUGHT, REFUSED, happens
from tests.handlers.payments.test_refund_by_hand import by_hand
from tests.handlers.payments.test_refund_part import done, granted

REFUNDS, BOOKING = "e1-b1.refunds", "e1-b1"


def asks(operator: str, case_id: str = REFUNDS) -> ApplyCase:
    return ApplyCase(provider="stripe", case_id=case_id, operator=operator)


def decided(kind: str, step: str, found: int, case_id: str = REFUNDS) -> CaseDecided:
    return CaseDecided(**WHO, provider="stripe", case_id=case_id, kind=kind, step=step, found=found)


def case(bench: Bench, case_id: str = REFUNDS) -> tuple[str, str, str]:
    row = bench.row(MoneyCase, "stripe", case_id)
    assert row
    return row.kind, row.proposal, row.state


def part(amount: int, id: str, attempt: int) -> RefundPart:
    return RefundPart(**PI, price=amount, currency="EUR", refund_id=id, attempt=attempt)


MISSING = (*BOUGHT, granted(), REFUSED)
TOO_MUCH = (*BOUGHT, by_hand(4_000), granted(3_000))
NOTHING_LEFT = (*BOUGHT, by_hand(5_000), granted(3_000))


@pytest.mark.parametrize(
    ("past", "step"),
    [
        (MISSING, decided("refund_missing", "retry", 0)),
        ((*BOUGHT, by_hand(700)), decided("refund_not_granted", "book", 700)),
        (TOO_MUCH, decided("granted_too_much", "retry", 1_000)),
        (NOTHING_LEFT, decided("granted_too_much", "settle", 0)),
        (HERE, decided("not_confirmed", "void", 5_000, BOOKING)),
        ((held(), created(), confirmed()), decided("not_paid", "void", 0, BOOKING)),
        ((*HERE, confirmed(4_000)), decided("other_price", "void", 5_000, BOOKING)),
    ],
)
def test_the_first_proposes_and_the_second_has_it_done(
    payments: Bench, past: tuple[Message, ...], step: CaseDecided
) -> None:
    happens(payments, *past).passes(2 * HOUR)
    which: dict[str, Any] = {"provider": "stripe", "case_id": step.case_id}
    payments.when(asks("olga", step.case_id))
    payments.then(CaseProposed(**which, operator="olga"))
    payments.when(asks("olga", step.case_id))
    payments.then(CaseNotApplied(**which, state="proposed"))
    payments.when(asks("otto", step.case_id))
    payments.then(
        step.model_copy(update={"attempt": 1}), CaseApplied(**which, proposal=step.step, operator="otto", first="olga")
    )
    payments.when(asks("oscar", step.case_id))
    payments.then(CaseNotApplied(**which, state="applying"))


def applied(bench: Bench, *past: Message, case_id: str = REFUNDS) -> None:
    """Two have the step taken; what payments says to itself of it is heard."""
    happens(bench, *past).passes(2 * HOUR)
    row = bench.row(MoneyCase, "stripe", case_id)
    assert row
    bench.given(asks("olga", case_id), asks("otto", case_id))
    bench.when(decided(row.kind, row.proposal, row.found, case_id))


# what was granted and has not gone
def test_what_failed_is_asked_for_anew_and_the_case_is_done_once_it_went(payments: Bench) -> None:
    applied(payments, *MISSING)
    payments.then_effects(part(2_000, "1", 2))
    assert case(payments) == ("refund_missing", "retry", "applying")
    happens(payments, done(attempt=2))
    assert case(payments) == ("refund_missing", "retry", "applied") and payments.waits() == []


def test_one_that_fails_once_more_is_to_be_proposed_anew(payments: Bench) -> None:
    applied(payments, *MISSING)
    happens(payments, done("failed", attempt=2, reason="charge_disputed")).passes(2 * HOUR)
    assert case(payments) == ("refund_missing", "retry", "failed")
    payments.when(asks("otto"))
    payments.then(CaseProposed(provider="stripe", case_id=REFUNDS, operator="otto"))


def test_the_whole_is_asked_for_anew_too(payments: Bench) -> None:
    applied(payments, *BOUGHT, cancelled(), refund_refused())
    payments.then_effects(give_back(2))
    happens(payments, refund_done(attempt=2))
    assert case(payments)[2] == "applied" and state(payments) == "refunded"


def test_a_second_word_of_the_decision_moves_nothing(payments: Bench) -> None:
    applied(payments, *MISSING)
    payments.when(decided("refund_missing", "retry", 0))
    payments.then_effects()


# what was granted is more than is left
def test_of_what_was_more_than_is_left_the_rest_goes(payments: Bench) -> None:
    applied(payments, *TOO_MUCH)
    payments.then_effects(part(1_000, "1", 2))
    happens(payments, done(attempt=2))
    intent = payments.row(PaymentIntent, "e1", "e1-b1")
    assert intent and (intent.parts, intent.returned, intent.left) == ((4_000, 1_000), 5_000, 0)


def test_where_nothing_is_left_it_is_settled_and_asked_for_no_more(payments: Bench) -> None:
    applied(payments, *NOTHING_LEFT)
    payments.then_effects()
    row = payments.row(Refund, "e1", "e1-b1", "1")
    assert row and row.state == "settled"
    payments.when(granted(3_000))
    payments.then_effects()


def test_where_all_that_is_left_failed_too_that_is_asked_for_and_settles_it(payments: Bench) -> None:
    applied(payments, *TOO_MUCH, cancelled(), refund_refused())
    assert case(payments) == ("granted_too_much", "retry", "applying")
    happens(payments, refund_done(attempt=2))
    row = payments.row(Refund, "e1", "e1-b1", "1")
    assert row and row.state == "settled" and case(payments)[2] == "applied" and payments.waits() == []


def test_what_was_left_settles_it_whenever_that_goes(payments: Bench) -> None:
    happens(payments, *TOO_MUCH, cancelled(), refund_done())
    row = payments.row(Refund, "e1", "e1-b1", "1")
    assert row and row.state == "settled" and case(payments)[2] == "gone" and payments.waits() == []


def test_it_is_told_by_which_it_was_settled(payments: Bench) -> None:
    applied(payments, *NOTHING_LEFT)
    said = [one for one in payments.said() if isinstance(one, RefundSettled)]
    assert said == [RefundSettled(**WHO, refund_id="1", price=3_000, currency="EUR", settled_by="re_1")]
    row = payments.row(Refund, "e1", "e1-b1", "1")
    assert row and row.settled_by == "re_1"


def test_at_the_desk_too_it_is_told_by_which(payments: Bench) -> None:
    happens(payments, *NOTHING_LEFT)
    payments.when(RetryRefund(**WHO, refund_id="1"))
    told = RefundSettled(**WHO, refund_id="1", price=3_000, currency="EUR", settled_by="re_1")
    payments.then(told, RefundRetried(**WHO, attempt=2))


def test_it_is_a_case_at_once(payments: Bench) -> None:
    happens(payments, *TOO_MUCH)
    assert case(payments) == ("granted_too_much", "retry", "open")


def test_who_retries_it_at_the_desk_has_what_is_left(payments: Bench) -> None:
    happens(payments, *TOO_MUCH)
    payments.when(RetryRefund(**WHO, refund_id="1"))
    payments.then_effects(part(1_000, "1", 2))


# what went back and was not granted
def test_what_went_back_by_hand_counts_as_granted(payments: Bench) -> None:
    applied(payments, *BOUGHT, by_hand(700))
    happens(payments)
    payments.passes(timedelta(0))
    intent = payments.row(PaymentIntent, "e1", "e1-b1")
    assert intent and intent.granted == 700
    assert case(payments) == ("refund_not_granted", "book", "applied") and payments.waits() == []


def test_what_is_granted_meanwhile_is_not_lessened(payments: Bench) -> None:
    happens(payments, *BOUGHT, granted(3_000), done())
    payments.when(decided("refund_not_granted", "book", 700))
    intent = payments.row(PaymentIntent, "e1", "e1-b1")
    assert intent and intent.granted == 3_000


# the booking and its money
@pytest.mark.parametrize("past", [HERE, (held(), expired(), created(), paid()), (*HERE, confirmed(4_000))])
def test_money_without_a_booking_that_fits_goes_back(payments: Bench, past: tuple[Message, ...]) -> None:
    applied(payments, *past, case_id=BOOKING)
    payments.then_effects(give_back())
    happens(payments, cancelled("books_differ"), refund_done())
    assert case(payments, BOOKING)[2] == "applied" and state(payments) == "refunded"


def test_a_booking_without_money_is_over_and_what_comes_late_goes_back(payments: Bench) -> None:
    applied(payments, held(), created(), confirmed(), case_id=BOOKING)
    payments.then_effects(CancelIntent(**PI))
    happens(payments, cancelled("books_differ"), paid(), refund_done())
    assert case(payments, BOOKING)[2] == "applied" and state(payments) == "refunded"


def test_a_booking_nobody_was_to_pay_for_here_gets_no_payment_any_more(payments: Bench) -> None:
    applied(payments, confirmed(), case_id=BOOKING)
    payments.when(held())
    payments.then_nothing()


def test_a_decision_after_the_booking_was_cancelled_changes_nothing(payments: Bench) -> None:
    happens(payments, *HERE, cancelled(), refund_done())
    payments.when(decided("not_confirmed", "void", 5_000, BOOKING))
    payments.then_nothing()
