"""A buyer's bank asks for the money back: whatever order its news come in, the sums are right, and tickets stay."""

from datetime import timedelta
from itertools import permutations
from typing import Any

import pytest

from choreography.testing import Bench
from contracts.base import MESSAGES, Message
from contracts.payments import (
    BalanceChanged,
    DisputeClosed,
    DisputeFundsReinstated,
    DisputeFundsWithdrawn,
    DisputeOpened,
    PayoutRefused,
    RequestPayout,
)
from handlers.payments.rows import Balance, Dispute
from tests.handlers.payments.saying import PI, PRICE, balance, created, dispute, held, paid, state

DP: dict[str, Any] = PI | PRICE | {"dispute_id": "dp_1"}
OPENED = DisputeOpened(**DP, reason="fraudulent")
WITHDRAWN, REINSTATED = DisputeFundsWithdrawn(**DP), DisputeFundsReinstated(**DP)
CREATED, TAKEN = dispute("created"), dispute("funds_withdrawn")
WON, RETURNED = dispute("closed", "won"), dispute("funds_reinstated", "won")
LOST = dispute("closed", "lost")


def hears(bench: Bench, *news: Message) -> list[Message]:
    """What is said of the dispute, once the service has heard what it tells itself."""
    known = set(bench.books.outbox)
    for one in news:
        bench.when(one)
        bench.passes(timedelta(0))
    new = [said for id_, said in bench.books.outbox.items() if id_ not in known]
    told = [MESSAGES[said.envelope.type].model_validate_json(said.body) for said in new]
    return [one for one in told if not isinstance(one, BalanceChanged)]


@pytest.fixture
def disputed(payments: Bench) -> Bench:
    payments.given(held(), created(), paid())
    payments.passes(timedelta())
    return payments


def found(bench: Bench) -> Dispute:
    row = bench.row(Dispute, "e1", "e1-b1", "dp_1")
    assert row
    return row


def test_a_dispute_is_told_and_its_payment_goes_on_as_it_is(disputed: Bench) -> None:
    assert hears(disputed, CREATED) == [OPENED]
    assert state(disputed) == "succeeded" and balance(disputed) == {"provider": 5_000, "sales": -5_000}


def test_what_the_bank_takes_is_booked_once(disputed: Bench) -> None:
    assert hears(disputed, CREATED, TAKEN, TAKEN) == [OPENED, WITHDRAWN]
    assert balance(disputed) == {"provider": 0, "sales": -5_000, "disputes": 5_000}


def test_a_won_dispute_brings_the_money_back(disputed: Bench) -> None:
    said = hears(disputed, CREATED, TAKEN, WON, RETURNED)
    assert said == [OPENED, WITHDRAWN, DisputeClosed(**DP, status="won"), REINSTATED]
    assert balance(disputed) == {"provider": 5_000, "sales": -5_000, "disputes": 0}


def owed(bench: Bench) -> int:
    row = bench.row(Balance, "e1")
    assert row
    return row.owed


def test_what_a_bank_holds_is_not_owed_until_it_returns_it(disputed: Bench) -> None:
    found = []
    for news in (CREATED, TAKEN, TAKEN, WON, RETURNED):
        hears(disputed, news)
        found.append(owed(disputed))
    assert found == [5_000, 0, 0, 0, 5_000]


def test_what_a_bank_holds_is_not_paid_out(disputed: Bench) -> None:
    hears(disputed, CREATED, TAKEN)
    asked = RequestPayout(event_id="e1", payout_id="p1", amount=1, operator_id="otto")
    assert hears(disputed, asked) == [PayoutRefused.of(asked, reason="more_than_owed")]


def test_a_lost_dispute_leaves_the_money_with_the_bank(disputed: Bench) -> None:
    assert hears(disputed, CREATED, TAKEN, LOST)[-1] == DisputeClosed(**DP, status="lost")
    assert found(disputed).away == 5_000 and state(disputed) == "succeeded"


@pytest.mark.parametrize("order", list(permutations((CREATED, TAKEN, WON, RETURNED))))
def test_any_order_comes_to_the_same(disputed: Bench, order: tuple[Message, ...]) -> None:
    said = hears(disputed, *order, *order)
    assert sorted(type(one).__name__ for one in said) == [
        "DisputeClosed", "DisputeFundsReinstated", "DisputeFundsWithdrawn", "DisputeOpened",
    ]  # fmt: skip
    assert (found(disputed).status, found(disputed).away) == ("won", 0)
    assert balance(disputed)["provider"] == 5_000


def test_the_objects_own_movements_count_where_a_webhook_is_missing(disputed: Bench) -> None:
    hears(disputed, dispute("closed", "lost", balance_transactions=[{"amount": -5_000}]))
    assert balance(disputed)["disputes"] == 5_000


def test_a_question_without_money_is_closed_as_one(disputed: Bench) -> None:
    asked, ended = dispute("created", "warning_needs_response"), dispute("closed", "warning_closed")
    assert hears(disputed, asked, ended) == [OPENED, DisputeClosed(**DP, status="warning_closed")]
    assert "disputes" not in balance(disputed)


def test_a_dispute_that_overtakes_its_payment_is_booked_all_the_same(payments: Bench) -> None:
    payments.given(held(), created())
    hears(payments, CREATED, TAKEN, paid())
    assert balance(payments) == {"provider": 0, "sales": -5_000, "disputes": 5_000}


def test_one_that_overtakes_the_providers_own_answer_waits(payments: Bench) -> None:
    payments.given(held())
    payments.when(CREATED)
    payments.then_early()


def test_a_dispute_of_another_intent_is_for_an_operator(disputed: Bench) -> None:
    disputed.when(dispute("created", payment_intent="pi_2"))
    disputed.then_dead("pi_2: the booking's intent is pi_1")
