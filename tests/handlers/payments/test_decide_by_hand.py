"""A case of what was given back by hand at the provider: it is booked in the place of what of ours has not gone."""

from datetime import timedelta
from typing import Any

import pytest

from choreography.testing import START, Bench
from contracts.payments import (
    CaseApplied,
    CaseDecided,
    CaseOpened,
    RetryRefund,
)
from handlers.payments.rows import MoneyCase, PaymentIntent, Refund
from tests.handlers.payments.saying import (
    WHO,
    balance,
    cancelled,
    refund_done,
)
from tests.handlers.payments.test_compare_booking import HOUR
from tests.handlers.payments.test_compare_refunds import BOUGHT, happens
from tests.handlers.payments.test_decide_case import asks, case
from tests.handlers.payments.test_reconcile import REFUND, again
from tests.handlers.payments.test_refund_by_hand import by_hand
from tests.handlers.payments.test_refund_part import done, granted

PART: dict[str, Any] = {"provider": "stripe", "case_id": "re_9", "kind": "part_refund"}


def by_hand_of(found: int) -> CaseDecided:
    return CaseDecided(**WHO, **PART, step="book", found=found, attempt=1)


def opened_by_hand(bench: Bench) -> str:
    row = bench.row(MoneyCase, "stripe", "re_9")
    assert row
    return f"{row.state} {row.reason}".strip()


@pytest.fixture
def at_odds(payments: Bench) -> Bench:
    """30.00 were granted and refused, since somebody had given 30.00 of the 50.00 back by hand; two want it booked."""
    happens(payments, *BOUGHT, granted(3_000), done("failed", reason="charge_already_refunded"))
    payments.given(MoneyCase("stripe", *("re_9", "part_refund", "pi_1", "e1-b1", 2_000, 3_000, "EUR", "book"), START))
    payments.given(asks("olga", "re_9"), asks("otto", "re_9"))
    return payments


def test_it_is_booked_in_the_place_of_ours_and_the_provider_is_not_asked(at_odds: Bench) -> None:
    at_odds.when(by_hand_of(3_000))
    at_odds.then_effects()
    at_odds.passes(timedelta(0))
    intent, part = at_odds.row(PaymentIntent, "e1", "e1-b1"), at_odds.row(Refund, "e1", "e1-b1", "1")
    assert intent and (intent.returned, intent.granted, intent.by_hand) == (3_000, 3_000, ("re_9",))
    assert part and part.state == "refunded" and balance(at_odds)["provider"] == 2_000
    assert opened_by_hand(at_odds) == "applied"


def test_a_second_word_of_it_books_nothing(at_odds: Bench) -> None:
    happens(at_odds, by_hand_of(3_000), by_hand_of(3_000), by_hand(3_000, "re_9"))
    assert balance(at_odds)["provider"] == 2_000


def test_in_the_place_of_more_it_leaves_a_piece_that_is_owed_yet(at_odds: Bench) -> None:
    happens(at_odds, by_hand_of(2_500))
    assert opened_by_hand(at_odds) == "applied" and balance(at_odds)["provider"] == 2_500
    happens(at_odds, RetryRefund(**WHO, refund_id="1.2500"), done(id="1.2500", attempt=2))
    assert balance(at_odds)["provider"] == 2_000


@pytest.mark.parametrize("gave", [1_300, 2_000])
def test_it_is_booked_in_the_place_of_pieces(payments: Bench, gave: int) -> None:
    again_ = RetryRefund(**WHO, refund_id="1"), done("failed", attempt=2)
    happens(payments, *BOUGHT, granted(), done("failed"), by_hand(700, "re_h"), *again_, cancelled(), refund_done())
    payments.given(again("refund", REFUND | {"id": "re_9", "amount": gave, "metadata": {}}))
    assert case(payments, "re_9") == ("part_refund", "book", "open")
    payments.given(asks("olga", "re_9"), asks("otto", "re_9"))
    happens(payments, by_hand_of(gave))
    assert opened_by_hand(payments) == "applied" and balance(payments)["provider"] == 2_000 - gave
    listed = [one for one in payments.books.rows[Refund].values() if isinstance(one, Refund)]
    assert sum(one.price for one in listed if one.state == "refund_failed") == 2_000 - gave


@pytest.fixture
def settled(payments: Bench) -> Bench:
    """20.00 were granted and refused, and went by hand; somebody gave 15.00 more of the 50.00, and 10.00 are left."""
    happens(payments, *BOUGHT, granted(), done("failed"), by_hand(2_000, "re_h"))
    payments.given(again("refund", REFUND | {"id": "re_9", "amount": 1_500, "metadata": {}}))
    payments.given(asks("olga", "re_9"), asks("otto", "re_9"))
    return payments


def test_it_is_booked_in_the_place_of_what_was_settled_where_nothing_else_failed(settled: Bench) -> None:
    happens(settled, by_hand_of(1_500))
    assert opened_by_hand(settled) == "applied" and balance(settled)["provider"] == 1_500
    rows = [one for one in settled.books.rows[Refund].values() if isinstance(one, Refund)]
    stands = {one.refund_id: (one.price, one.state, one.settled_by) for one in rows}
    assert stands["1"] == (1_500, "refunded", "") and stands["1.1500"] == (500, "settled", "re_h")
    settled.passes(2 * HOUR)
    assert case(settled) == ("refund_not_granted", "book", "open")


def test_one_of_just_what_was_left_is_booked_in_the_place_of_a_part_that_failed(payments: Bench) -> None:
    happens(payments, *BOUGHT, granted(2_500), done("failed"), cancelled(), refund_done(), by_hand(2_500, "re_9"))
    payments.given(again("refund", REFUND | {"id": "re_9", "amount": 2_500, "metadata": {}}))
    assert case(payments, "re_9") == ("part_refund", "book", "open")
    payments.given(asks("olga", "re_9"), asks("otto", "re_9"))
    happens(payments, by_hand_of(2_500))
    assert opened_by_hand(payments) == "applied" and balance(payments)["provider"] == 0


def test_where_less_of_ours_failed_it_is_opened_anew_to_be_looked_at(at_odds: Bench) -> None:
    at_odds.given(by_hand_of(3_500))
    at_odds.passes(timedelta(0))
    terms = {"kind": "part_refund", "booking_id": "e1-b1", "expected": 2_000, "found": 3_000, "currency": "EUR"}
    at_odds.then(CaseOpened(provider="stripe", case_id="re_9", **terms, proposal="look"))
    assert opened_by_hand(at_odds) == "open nothing_fits" and balance(at_odds)["provider"] == 5_000
    at_odds.when(asks("olga", "re_9"))
    at_odds.then(CaseApplied(provider="stripe", case_id="re_9", proposal="look", operator="olga", first=""))
    happens(at_odds, by_hand_of(3_500))
    assert opened_by_hand(at_odds) == "applied nothing_fits"


def test_of_two_that_ours_cannot_both_be_the_second_is_looked_at(payments: Bench) -> None:
    happens(payments, *BOUGHT, granted(4_000), done("failed"))
    for id in ("re_8", "re_9"):
        payments.given(again("refund", REFUND | {"id": id, "amount": 2_500, "metadata": {}}))
        assert case(payments, id) == ("part_refund", "book", "open")
    for id in ("re_8", "re_9"):
        payments.given(asks("olga", id), asks("otto", id))
        happens(payments, by_hand_of(2_500).model_copy(update={"case_id": id}))
    assert case(payments, "re_8")[1:] == ("book", "applied") and case(payments, "re_9")[1:] == ("look", "open")


def test_the_step_is_proposed_where_so_much_of_ours_has_not_gone(payments: Bench) -> None:
    happens(payments, *BOUGHT, granted(3_000), done("failed", reason="charge_already_refunded"))
    for amount, proposal in ((3_000, "book"), (2_500, "book"), (3_500, "look")):
        payments.given(again("refund", REFUND | {"id": f"re_{amount}", "amount": amount, "metadata": {}}))
        assert case(payments, f"re_{amount}") == ("part_refund", proposal, "open")
