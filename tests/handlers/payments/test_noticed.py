"""Thin events: whatever they tell of, in any order and number, what the provider has now is what counts."""

from typing import Any

import pytest

from choreography.testing import START, Bench
from contracts.edge import StripeEventNoticed
from contracts.payments import StripeEventMatched
from handlers.payments.own import NoticedRead, ReadNoticed
from handlers.payments.rows import Stray
from tests.handlers.payments.saying import WHO, created, held, paid

OBJECT: dict[str, Any] = {"id": "pi_1", "amount": 5_000, "currency": "eur", "metadata": WHO}
PAID = OBJECT | {"status": "succeeded", "amount_received": 5_000}


def noticed(kind: str = "payment_intent.succeeded", object_kind: str = "payment_intent") -> StripeEventNoticed:
    return StripeEventNoticed(provider_event_id="evt_1", kind=kind, object_kind=object_kind, object_id="pi_1")


def read(about: dict[str, Any], kind: str = "payment_intent.succeeded", read_as: Any = "intent") -> NoticedRead:
    return NoticedRead(provider_event_id="evt_1", kind=kind, read_as=read_as, object_id=about["id"], about=about)


def said(bench: Bench) -> list[str]:
    return [one.kind for one in bench.said() if isinstance(one, StripeEventMatched)]


def test_the_object_is_read_once(payments: Bench) -> None:
    payments.when(noticed(), id="first")
    payments.then_effects(
        ReadNoticed(provider_event_id="evt_1", kind="payment_intent.succeeded", read_as="intent", object_id="pi_1")
    )
    payments.when(noticed(), id="first")
    payments.then_effects()


@pytest.mark.parametrize(("kind", "object_kind"), [("charge.succeeded", "charge"), ("balance.available", "balance")])
def test_of_what_is_not_followed_nothing_is_read(payments: Bench, kind: str, object_kind: str) -> None:
    payments.when(noticed(kind, object_kind))
    payments.then_effects()


@pytest.mark.parametrize("kind", ["payment_intent.succeeded", "payment_intent.processing", "payment_intent.canceled"])
def test_how_it_is_now_counts_whatever_was_told(payments: Bench, kind: str) -> None:
    payments.given(held(), created())
    payments.when(read(PAID, kind))
    assert said(payments) == ["payment_intent.succeeded"]


def test_that_a_card_was_declined_the_notice_says(payments: Bench) -> None:
    payments.given(held(), created())
    open_ = OBJECT | {"status": "requires_payment_method", "last_payment_error": {"code": "card_declined"}}
    payments.when(read(open_, "payment_intent.payment_failed"))
    assert said(payments) == ["payment_intent.payment_failed"]
    payments.when(read(open_, "payment_intent.processing"))
    assert said(payments) == []


def test_one_that_overtakes_the_answer_to_our_call_waits_as_a_webhook_does(payments: Bench) -> None:
    payments.given(held())
    payments.when(read(PAID))
    (one,) = payments.said()
    payments.when(one)
    payments.then_early()


def test_a_dispute_is_led_to_its_booking_by_its_intent(payments: Bench) -> None:
    payments.given(held(), created(), paid())
    payments.when(read({"id": "dp_1", "amount": 5_000, "payment_intent": "pi_1"}, "charge.dispute.created", "dispute"))
    assert said(payments) == ["charge.dispute.updated"]


def test_what_is_nobodys_is_kept_for_an_operator(payments: Bench) -> None:
    payments.when(read(PAID | {"metadata": {}}))
    payments.then()
    payments.then_rows(Stray("pi_1", "evt_1", "payment_intent.succeeded", 5_000, "EUR", START))
