"""What is owed to an organiser is paid when two operators say so, and never more of it than is owed."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from choreography.testing import Bench
from contracts.catalog import SalesReinstated, SalesSuspended
from contracts.payments import ConfirmPayout, PayoutPaid, PayoutRefused, PayoutRequested, RequestPayout
from handlers.payments import payments as service
from handlers.payments.rows import Balance, Payout
from ops.check.breaches_money import misstated, paid_otherwise
from tests.handlers.payments.saying import balance, cancelled, created, held, paid, refund_done

SOLD = (held(), created(), paid())
ABOUT: dict[str, Any] = {"event_id": "e1", "payout_id": "p1"}
MONEY: dict[str, Any] = {"amount": 3_000, "currency": "EUR"}


def request(amount: int = 3_000, payout: str = "p1", operator: str = "otto") -> RequestPayout:
    return RequestPayout(event_id="e1", payout_id=payout, operator_id=operator, amount=amount)


def confirm(payout: str = "p1", operator: str = "oda") -> ConfirmPayout:
    return ConfirmPayout(event_id="e1", payout_id=payout, operator_id=operator)


def owed(bench: Bench) -> int:
    found = bench.row(Balance, "e1")
    return found.owed if found else 0


def test_what_one_operator_asks_for_moves_nothing(payments: Bench) -> None:
    payments.given(*SOLD)
    payments.when(request())
    payments.then(PayoutRequested(**ABOUT, **MONEY, asked_by="otto"))
    payments.then_rows(Payout("e1", "p1", 3_000, "EUR", "otto"))
    assert owed(payments) == 5_000


def test_what_another_confirms_is_paid_and_booked(payments: Bench) -> None:
    payments.given(*SOLD, request())
    payments.when(confirm())
    payments.then(PayoutPaid(**ABOUT, **MONEY, asked_by="otto", paid_by="oda"))
    assert balance(payments) == {"provider": 5_000, "sales": -2_000, "bank": -3_000}
    payments.then_rows(Balance("e1", "EUR", sales=5_000, paid=3_000, telling=True))


@pytest.mark.parametrize("amount", [5_001, 0, -1])
def test_more_than_is_owed_is_not_asked_for(payments: Bench, amount: int) -> None:
    payments.given(*SOLD)
    payments.when(request(amount))
    payments.then(PayoutRefused(**ABOUT, reason="more_than_owed"))


def test_nothing_is_paid_out_while_the_organiser_is_suspended(payments: Bench) -> None:
    payments.given(*SOLD, request(), SalesSuspended(event_id="e1", turn=1))
    for asked, payout in ((confirm(), "p1"), (request(payout="p2"), "p2")):
        payments.when(asked)
        payments.then(PayoutRefused(event_id="e1", payout_id=payout, reason="organiser_suspended"))
    payments.given(SalesReinstated(event_id="e1", turn=2), SalesSuspended(event_id="e1", turn=1))
    payments.when(confirm())
    payments.then(PayoutPaid(**ABOUT, **MONEY, asked_by="otto", paid_by="oda"))


def test_who_asked_does_not_confirm(payments: Bench) -> None:
    payments.given(*SOLD, request())
    payments.when(confirm(operator="otto"))
    payments.then(PayoutRefused(**ABOUT, reason="same_operator"))
    assert owed(payments) == 5_000


def test_it_is_paid_once(payments: Bench) -> None:
    payments.given(*SOLD, request(), confirm())
    payments.when(confirm(operator="olaf"))
    payments.then(PayoutRefused(**ABOUT, reason="paid"))
    assert owed(payments) == 2_000


def test_a_second_copy_of_a_confirmation_pays_nothing_more(payments: Bench) -> None:
    payments.given(*SOLD, request())
    payments.when(confirm(), id="c1")
    payments.when(confirm(), id="c1")
    payments.then_nothing()


def test_one_id_is_one_payout(payments: Bench) -> None:
    payments.given(*SOLD, request())
    payments.when(request(amount=1))
    payments.then(PayoutRefused(**ABOUT, reason="exists"))


def test_of_two_that_are_more_than_is_owed_the_first_is_paid(payments: Bench) -> None:
    payments.given(*SOLD, request(3_000, "p1"), request(3_000, "p2"), confirm("p1"))
    payments.when(confirm("p2"))
    payments.then(PayoutRefused(event_id="e1", payout_id="p2", reason="more_than_owed"))
    assert owed(payments) == 2_000


def test_what_was_given_back_meanwhile_is_not_paid_out(payments: Bench) -> None:
    payments.given(*SOLD, request(), cancelled(), refund_done())
    payments.when(confirm())
    payments.then(PayoutRefused(**ABOUT, reason="more_than_owed"))


def test_what_is_given_back_after_it_was_paid_out_is_owed_to_us(payments: Bench) -> None:
    payments.given(*SOLD, request(), confirm(), cancelled())
    payments.when(refund_done())
    assert owed(payments) == -3_000


def test_of_an_event_that_sold_nothing_there_is_nothing_to_pay(payments: Bench) -> None:
    payments.when(request())
    payments.then_refused("not_found")


def test_what_nobody_asked_for_is_not_confirmed(payments: Bench) -> None:
    payments.given(*SOLD)
    payments.when(confirm())
    payments.then_refused("not_found")


WORDS = st.one_of(
    st.builds(request, st.integers(1, 6_000), st.sampled_from("pqr"), st.sampled_from(("otto", "oda"))),
    st.builds(confirm, st.sampled_from("pqr"), st.sampled_from(("otto", "oda"))),
)


@given(st.lists(WORDS, max_size=20))
def test_whatever_operators_say_no_more_is_paid_than_is_owed(words: list[RequestPayout | ConfirmPayout]) -> None:
    bench = Bench(service)
    bench.given(*SOLD, *words)
    assert 0 <= owed(bench) <= 5_000
    assert not [*misstated({"payments": bench.books}), *paid_otherwise({"payments": bench.books})]
