"""For whom the money is that was taken: the organiser, the tax office, and us. What goes back is taken from each."""

import pytest

from choreography.envelope import Envelope
from choreography.testing import START, Bench
from contracts.payments import BalanceChanged
from contracts.prices import Breakdown, portion
from handlers.payments.ledger import given_back, shares, taken
from handlers.payments.own import TellBalance
from handlers.payments.rows import Balance, LedgerEntry, PaymentIntent
from tests.handlers.payments.saying import (
    SUCCEEDED,
    balance,
    cancelled,
    created,
    held,
    paid,
    refund,
    refund_done,
)

COST = Breakdown.of(4_100, 779, 121)
HELD = held(breakdown=COST, commission=30)
PAID = (HELD, created(), paid())
SPLIT = {"provider": 5_000, "sales": -4_070, "tax": -779, "fees": -151}
CAUSE = Envelope("m1", "IntentClosed", "payments", START, "payments.self", "e1", "e1-b1", "m1")
TELL = TellBalance(event_id="e1")


def states(bench: Bench) -> tuple[int, int, int, int]:
    """What the event's balance says: sales, tax, fees, paid."""
    found = bench.row(Balance, "e1")
    return (found.sales, found.tax, found.fees, found.paid) if found else (0, 0, 0, 0)


def test_money_is_the_organisers_the_tax_offices_and_ours(payments: Bench) -> None:
    payments.given(HELD, created())
    payments.when(paid())
    payments.then(SUCCEEDED.model_copy(update={"breakdown": COST}))
    assert (balance(payments), states(payments)) == (SPLIT, (4_070, 779, 151, 0))


def test_money_of_before_there_were_terms_is_all_the_organisers(payments: Bench) -> None:
    payments.given(held(), created(), paid())
    assert (balance(payments), states(payments)) == ({"provider": 5_000, "sales": -5_000}, (5_000, 0, 0, 0))


def test_what_goes_back_is_taken_from_each_of_them(payments: Bench) -> None:
    payments.given(*PAID, cancelled())
    payments.when(refund_done())
    assert set(balance(payments).values()) == {0} and states(payments) == (0, 0, 0, 0)


def test_a_refund_that_fails_afterwards_is_theirs_again(payments: Bench) -> None:
    payments.given(*PAID, cancelled(), refund_done())
    payments.when(refund("failed"))
    assert (balance(payments), states(payments)) == (SPLIT, (4_070, 779, 151, 0))


def test_a_second_word_of_the_money_posts_nothing(payments: Bench) -> None:
    payments.given(*PAID)
    payments.when(paid())
    payments.then_nothing()


def test_all_that_changes_a_balance_in_one_batch_is_told_once(payments: Bench) -> None:
    payments.given(*PAID, cancelled(), refund_done())
    due = sorted(one.envelope.type for one in payments.waits() if one.due == START)
    assert due == ["CompareBooking", "TellBalance"]
    payments.when(TELL)
    payments.then(BalanceChanged(event_id="e1", currency="EUR", sales=0, tax=0, fees=0, paid=0))


def test_a_part_of_the_money_goes_back_and_then_the_rest() -> None:
    intent = PaymentIntent("e1", "e1-b1", "ben", "succeeded", 5_000, "EUR", breakdown=COST, commission=30)
    first = portion(shares(intent), 1_234)
    rest = {account: share - first[account] for account, share in shares(intent).items()}
    there = Balance("e1", "EUR")
    for post in (taken(intent, CAUSE, there), given_back(intent, CAUSE, there, first)):
        entries = [one.amount for one in post if isinstance(one, LedgerEntry)]
        assert len(entries) == 4 and sum(entries) == 0
    assert sum(rest.values()) == 5_000 - 1_234 and min(rest.values()) > 0


def test_a_split_that_is_not_the_price_is_dead(payments: Bench) -> None:
    payments.given(held(breakdown=Breakdown.of(4_999)), created())
    payments.when(paid())
    payments.then_dead("is not 5000")


@pytest.mark.parametrize("currency", ["USD"])
def test_a_balance_has_one_currency(currency: str) -> None:
    intent = PaymentIntent("e1", "e1-b1", "ben", "succeeded", 5_000, currency)
    with pytest.raises(AssertionError, match="sold in EUR"):
        list(taken(intent, CAUSE, Balance("e1", "EUR")))
