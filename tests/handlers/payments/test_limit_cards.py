from datetime import timedelta
from typing import Any

import pytest

from choreography.testing import Bench
from contracts.base import Message
from contracts.bookings import TicketsGivenUp
from contracts.inventory import SeatsHeld
from contracts.payments import CardTried, PaymentCleared, PaymentReturned, PaymentSucceeded
from handlers.payments.blind_cards import blind_card
from handlers.payments.own import CardRead, ReadCard
from handlers.payments.rows import CardUse
from tests.handlers.payments.saying import (
    PI,
    PRICE,
    SUCCEEDED,
    WHO,
    balance,
    cancelled,
    closed,
    created,
    expired,
    give_back,
    held,
    paid,
    refund_done,
    state,
    webhook,
)

pytestmark = pytest.mark.usefixtures("two_tickets")
PROVISIONAL = SUCCEEDED.model_copy(update={"provisional": True})
CLEARED, RETURNED = PaymentCleared(**PI, **PRICE), PaymentReturned(**PI, **PRICE, reason="card_limit")
OTHER: dict[str, Any] = WHO | {"booking_id": "e1-b2", "buyer_id": "bea"}
READ, TRIED = CardRead(**WHO, card="c1"), CardTried(**WHO, card="c1")


def by_another(size: int, card: str = "c1") -> list[Message]:
    """Another account has paid for so many tickets with the card."""
    seats = tuple(f"stalls-B{number}" for number in range(1, size + 1))
    asked = SeatsHeld(**OTHER, seats=seats, attempt=1, price=5_000, currency="EUR", stock_seq=2)
    made = created().model_copy(update=OTHER | {"provider_id": "pi_2"})
    return [asked, made, paid(id="pi_2", metadata=OTHER), CardRead(**OTHER, card=card)]


def test_money_confirms_nothing_until_its_card_is_known(payments: Bench) -> None:
    payments.given(held(), created())
    payments.when(paid())
    payments.then(PROVISIONAL)
    payments.then_effects(ReadCard(**PI))
    payments.when(READ)
    payments.then(TRIED, CLEARED)
    assert payments.row(CardUse, "e1", "c1") == CardUse("e1", "c1", {"e1-b1": 1}, version=1)


def test_the_tickets_of_all_accounts_count_and_what_is_beyond_goes_back_at_once(payments: Bench) -> None:
    payments.given(*by_another(2), held(), created(), paid())
    payments.when(READ)
    payments.then(TRIED, RETURNED)
    payments.then_effects(give_back())
    payments.given(refund_done())
    assert (state(payments), balance(payments)["provider"]) == ("refunded", 5_000)


@pytest.mark.parametrize("before", [by_another(1), by_another(2, "c2")])
def test_up_to_the_bound_of_one_card_money_is_kept(payments: Bench, before: list[Message]) -> None:
    payments.given(*before, held(), created(), paid())
    payments.when(READ)
    payments.then(TRIED, CLEARED)


def test_an_answer_that_comes_twice_counts_once(payments: Bench) -> None:
    payments.given(held(), created(), paid(), READ)
    payments.when(READ)
    payments.then_nothing()


def test_what_was_returned_is_not_returned_again_when_its_booking_is_over(payments: Bench) -> None:
    payments.given(*by_another(2), held(), created(), paid(), READ)
    payments.when(cancelled("card_limit"))
    payments.then()
    payments.then_effects()
    payments.when(refund_done())
    assert state(payments) == "refunded"


def test_what_is_paid_with_no_card_has_no_bound(payments: Bench) -> None:
    payments.given(*by_another(2, ""), held(), created(), paid())
    payments.when(CardRead(**WHO, card=""))
    payments.then(CLEARED)


def test_who_cancels_while_the_card_is_looked_at_has_the_money_back_and_the_card_its_tickets(payments: Bench) -> None:
    payments.given(held(), created(), paid())
    payments.when(cancelled())
    payments.then_effects(give_back())
    payments.when(READ)
    payments.then(TRIED)
    assert payments.row(CardUse, "e1", "c1") is None


def test_a_cancelled_bookings_tickets_are_the_cards_no_more(payments: Bench) -> None:
    payments.given(held(), created(), paid(), READ, cancelled())
    payments.passes(timedelta())
    assert payments.row(CardUse, "e1", "c1") is None


def given_up(*tickets: int) -> TicketsGivenUp:
    return TicketsGivenUp(**OTHER, seats=("stalls-B1", "stalls-B2"), tickets=tickets)


@pytest.mark.parametrize("when", ["before its card was looked at", "after"])
def test_tickets_that_are_given_up_are_the_cards_no_more(payments: Bench, when: str) -> None:
    *paid_for, looked_at = by_another(2)
    payments.given(*paid_for, *([given_up(1), looked_at] if when != "after" else [looked_at, given_up(1)]))
    payments.passes(timedelta())
    assert payments.row(CardUse, "e1", "c1").tickets == {"e1-b2": 1}  # type: ignore[union-attr]
    payments.given(held(), created(), paid())
    payments.when(READ)
    payments.then(TRIED, CLEARED)


def test_a_second_word_of_tickets_that_were_given_up_changes_nothing(payments: Bench) -> None:
    payments.given(*by_another(2), given_up(1), given_up(2))
    payments.passes(timedelta())
    assert payments.row(CardUse, "e1", "c1") is None
    payments.when(given_up(2))
    payments.then_nothing()


def test_tickets_of_a_booking_without_a_payment_are_no_cards(payments: Bench) -> None:
    payments.when(given_up(1))
    payments.then_nothing()


@pytest.mark.parametrize("late", [closed("succeeded", 5_000), paid()])
def test_money_that_comes_late_is_looked_at_too(payments: Bench, late: Message) -> None:
    payments.given(*by_another(2), held(), created(), expired())
    payments.when(late)
    payments.then(PROVISIONAL)
    payments.when(READ)
    payments.then(TRIED, RETURNED)


def test_money_for_a_cancelled_booking_goes_back_and_nobody_looks(payments: Bench) -> None:
    payments.given(held(), created(), cancelled())
    payments.when(paid())
    payments.then(PaymentSucceeded(**PI, **PRICE))
    payments.then_effects(give_back())


def test_a_declined_card_is_told_as_one_that_was_tried(payments: Bench) -> None:
    error = {"code": "expired_card", "payment_method": {"type": "card", "card": {"fingerprint": "fp"}}}
    payments.given(held(), created())
    payments.when(webhook("payment_intent.payment_failed", "evt_d1", last_payment_error=error))
    payments.then(CardTried(**WHO, card=blind_card("fp")))
    payments.when(webhook("payment_intent.payment_failed", "evt_d1", last_payment_error=error))
    payments.then_nothing()
    assert "fp" not in blind_card("fp")
