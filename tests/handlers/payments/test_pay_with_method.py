from datetime import timedelta
from typing import Any

import pytest

from choreography.testing import START, Bench
from contracts.payments import PaymentMethodAccepted, PaymentMethodOffered, PaymentMethodRefused, PayWithMethod
from handlers.payments.rows import PaymentIntent
from handlers.payments.wallet_own import ChargeMethod, MethodCharged
from tests.handlers.payments.saying import PI, SUCCEEDED, WHO, cancelled, created, held, paid
from tests.handlers.payments.test_saved_methods import having, saved

PAYING = {"account_id": "ben", "booking_id": "e1-b1"}
PAY = PayWithMethod(**PAYING, event_id="e1", method_id="pm_1")
USED = {"customer_id": "cus_1", "method_id": "pm_1"}
OFFERED, CHARGE = PaymentMethodOffered(**WHO, **USED), ChargeMethod(**PI, **USED)
BENS = having("pm_1").but(methods=(saved("pm_1", exp_year=2026, exp_month=6),))


def of_ben(payments: Bench) -> None:
    payments.given(type(BENS)("ben", **{name: getattr(BENS, name) for name in ("customer_id", "methods", "chosen")}))


def test_what_is_saved_is_accepted_and_offered_to_the_bookings_partition(payments: Bench) -> None:
    of_ben(payments)
    payments.when(PAY, id="first")
    payments.then(PaymentMethodAccepted(**PAYING, method_id="pm_1"), OFFERED)
    payments.when(PAY, id="first")
    payments.then_nothing()


def test_what_another_has_saved_pays_nothing(payments: Bench) -> None:
    payments.given(having("pm_1"))
    payments.when(PAY)
    payments.then(PaymentMethodRefused(**PAYING, reason="unknown_method"))


def test_a_card_pays_to_the_end_of_its_month_and_no_longer(payments: Bench) -> None:
    of_ben(payments)
    payments.passes(timedelta(days=30) - timedelta(hours=13))
    payments.when(PAY)
    payments.then(PaymentMethodAccepted(**PAYING, method_id="pm_1"), OFFERED)
    payments.passes(timedelta(hours=2))
    payments.when(PAY)
    payments.then(PaymentMethodRefused(**PAYING, reason="method_expired"))
    assert payments.now > START


def test_the_money_of_an_open_payment_is_taken(payments: Bench) -> None:
    payments.given(held(), created())
    payments.when(OFFERED)
    payments.then_effects(CHARGE)
    payments.when(paid())
    payments.then(SUCCEEDED)


@pytest.mark.parametrize("before", [(), (held(),), (held(), created(), paid()), (held(), created(), cancelled())])
def test_where_nothing_is_due_nothing_is_taken(payments: Bench, before: Any) -> None:
    payments.given(*before)
    payments.when(OFFERED)
    payments.then_nothing()


def test_nobody_pays_anothers_booking(payments: Bench) -> None:
    payments.given(held(), created())
    payments.when(OFFERED.model_copy(update={"buyer_id": "ann"}))
    payments.then_nothing()


def test_what_the_provider_would_not_try_is_noted_and_another_card_may_pay(payments: Bench) -> None:
    payments.given(held(), created())
    payments.when(MethodCharged(**PI, reason="resource_missing"))
    intent = payments.row(PaymentIntent, "e1", "e1-b1")
    assert intent and (intent.state, intent.reason) == ("open", "resource_missing")
    payments.when(paid())
    payments.then(SUCCEEDED)
    payments.when(MethodCharged(**PI, reason="late"))
    payments.then_nothing()
