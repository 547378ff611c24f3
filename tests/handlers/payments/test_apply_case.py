from collections.abc import Iterator
from typing import Any

import pytest

from choreography.testing import START, Bench
from contracts.payments import ApplyCase, ApplyCaseSigned, CaseApplied, CaseNotApplied, CaseProposed
from handlers.payments.gateway import Refund
from handlers.payments.memory_gateway import MemoryGateway
from handlers.payments.own import CaseRefunded, RefundCase
from handlers.payments.refund_case import refund_case
from handlers.payments.rows import MoneyCase
from handlers.payments.settings import PaymentSettings, settings

CASE: dict[str, Any] = {"provider": "stripe", "case_id": "pi_1"}
STRANGE = MoneyCase("stripe", "pi_1", "unknown_payment", "pi_1", "", 0, 700, "EUR", "refund", START)
SEEN = MoneyCase("stripe", "pi_1", "no_money", "pi_1", "e1-b1", 700, 0, "EUR", "look", START)
REFUND = RefundCase(**CASE, provider_id="pi_1", price=700, currency="EUR", attempt=1)


def asks(operator: str) -> ApplyCase:
    return ApplyCase(**CASE, operator=operator)


def state(bench: Bench) -> str:
    row = bench.row(MoneyCase, "stripe", "pi_1")
    return row.state if row else ""


def test_where_money_moves_the_first_operator_proposes(payments: Bench) -> None:
    payments.given(STRANGE)
    payments.when(asks("olga"))
    payments.then(CaseProposed(**CASE, operator="olga"))
    payments.then_effects()


def test_a_second_one_has_it_done(payments: Bench) -> None:
    payments.given(STRANGE, asks("olga"))
    payments.when(asks("otto"))
    payments.then(CaseApplied(**CASE, proposal="refund", operator="otto", first="olga"))
    payments.then_effects(REFUND)


@pytest.mark.parametrize(
    ("status", "why", "reason", "pending"),
    [
        ("failed", "", "failed", False),
        ("failed", "lost_card", "lost_card", False),
        ("pending", "", "", True),
        ("requires_action", "", "", True),
        ("succeeded", "", "", False),
    ],
)
async def test_a_refund_is_done_only_where_the_provider_says_so(
    status: str, why: str, reason: str, pending: bool
) -> None:
    gateway = MemoryGateway(lambda: START)
    gateway.kept["key"] = Refund("re_1", status, why)
    told = CaseRefunded(**CASE, reason=reason, attempt=1, pending=pending)
    assert await refund_case(REFUND, gateway, "key") == told


def test_the_same_one_alone_moves_no_money(payments: Bench) -> None:
    payments.given(STRANGE, asks("olga"))
    payments.when(asks("olga"))
    payments.then(CaseNotApplied(**CASE, state="proposed"))
    payments.then_effects()


def test_a_second_copy_of_the_first_is_no_second_operator(payments: Bench) -> None:
    payments.given(STRANGE)
    payments.when(asks("olga"), id="first")
    payments.when(asks("olga"), id="first")
    payments.then_nothing()


@pytest.mark.parametrize("late", ["olga", "otto", "oscar"])
def test_what_is_applied_is_not_applied_again(payments: Bench, late: str) -> None:
    payments.given(STRANGE, asks("olga"), asks("otto"), CaseRefunded(**CASE, reason="", attempt=1))
    assert state(payments) == "applied"
    payments.when(asks(late))
    payments.then(CaseNotApplied(**CASE, state="applied"))
    payments.then_effects()


def test_what_the_provider_refused_takes_two_again(payments: Bench) -> None:
    payments.given(STRANGE, asks("olga"), asks("otto"), CaseRefunded(**CASE, reason="charge_disputed", attempt=1))
    assert state(payments) == "failed"
    payments.when(asks("otto"))
    payments.then(CaseProposed(**CASE, operator="otto"))
    payments.when(asks("olga"))
    payments.then_effects(REFUND.model_copy(update={"attempt": 2}))


def test_where_no_money_moves_one_operator_is_enough(payments: Bench) -> None:
    payments.given(SEEN)
    payments.when(asks("olga"))
    payments.then(CaseApplied(**CASE, proposal="look", operator="olga", first=""))
    payments.then_effects()


def test_what_lacks_of_a_refund_is_what_goes_back(payments: Bench) -> None:
    payments.given(STRANGE.but(kind="not_refunded", expected=900, found=300), asks("olga"))
    payments.when(asks("otto"))
    payments.then_effects(REFUND.model_copy(update={"price": 600}))


def test_a_case_that_nobody_opened_is_refused(payments: Bench) -> None:
    payments.when(asks("olga"))
    payments.then_refused("not_found")


@pytest.fixture
def signed_in_only(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("BOXOFFICE_PAYMENTS_SIGNED_IN_ONLY", "1")
    settings.cache_clear()
    yield
    settings.cache_clear()


def signed(operator: str) -> ApplyCaseSigned:
    return ApplyCaseSigned(**CASE, operator=operator)


def test_two_who_are_signed_in_have_it_done(payments: Bench, signed_in_only: None) -> None:
    payments.given(STRANGE)
    payments.when(signed("olga"))
    payments.then(CaseProposed(**CASE, operator="olga"))
    payments.when(signed("olga"))
    payments.then(CaseNotApplied(**CASE, state="proposed"))
    payments.when(signed("otto"), id="second")
    payments.then_effects(REFUND)
    payments.when(signed("otto"), id="second")
    payments.then_nothing()


@pytest.mark.parametrize("past", [(), (signed("olga"),)])
def test_where_operators_have_to_sign_in_a_name_neither_proposes_nor_applies(
    payments: Bench, signed_in_only: None, past: tuple[ApplyCaseSigned, ...]
) -> None:
    payments.given(STRANGE, *past)
    payments.when(asks("otto"))
    payments.then(CaseNotApplied(**CASE, state="proposed" if past else "open", reason="signed_in_only"))
    payments.then_effects()


def test_in_production_operators_have_to_sign_in_unless_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not PaymentSettings().signed_in_only
    monkeypatch.setenv("BOXOFFICE_PRODUCTION", "true")
    assert PaymentSettings().signed_in_only
    monkeypatch.setenv("BOXOFFICE_PAYMENTS_SIGNED_IN_ONLY", "0")
    assert not PaymentSettings().signed_in_only


def test_a_case_that_nobody_opened_is_refused_at_the_door_too(payments: Bench) -> None:
    payments.when(signed("olga"))
    payments.then_refused("not_found")
