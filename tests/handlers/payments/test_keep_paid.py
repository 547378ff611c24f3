"""A card is saved in the payment that it makes, if its buyer says so before it is typed."""

from typing import Any

import pytest

from choreography.testing import START, Bench
from contracts.payments import KeepPaidMethod, PaidMethodKept, PaidMethodToBeKept, PaymentMethodRefused
from handlers.payments.call_wallet import find_customer, keep_paid
from handlers.payments.memory_gateway import MemoryGateway
from handlers.payments.rows import Customer
from handlers.payments.wallet_own import CustomerFound, DeleteCustomer, FindCustomer, KeepPaid, PaidKept
from tests.handlers.payments.saying import PI, WHO, cancelled, created, held, paid
from tests.handlers.payments.test_saved_methods import saved

PAYING: dict[str, Any] = {"account_id": "ben", "booking_id": "e1-b1"}
WISH = KeepPaidMethod(**PAYING, event_id="e1")
FOUND = CustomerFound(**PAYING, event_id="e1", customer_id="cus_1")
TO_BE, KEEP = PaidMethodToBeKept(**WHO, customer_id="cus_1"), KeepPaid(**PI, customer_id="cus_1")
NOTHING_DUE = PaymentMethodRefused(**PAYING, reason="nothing_due")
KNOWN, ERASED = Customer("ben", "cus_1"), Customer("ben", erased=True)
FULL = Customer("ben", "cus_1", tuple(saved(f"pm_{nth}") for nth in range(10)))


@pytest.mark.parametrize(("customer", "known"), [(None, ""), (KNOWN, "cus_1")])
def test_the_provider_is_to_know_its_person(payments: Bench, customer: Customer | None, known: str) -> None:
    payments.given(*([customer] if customer else []))
    payments.when(WISH, id="first")
    payments.then_effects(FindCustomer(**PAYING, event_id="e1", customer_id=known))
    payments.when(WISH, id="first")
    payments.then_nothing()


@pytest.mark.parametrize(("customer", "reason"), [(ERASED, "account_erased"), (FULL, "too_many_methods")])
def test_who_may_save_nothing_is_told_why(payments: Bench, customer: Customer, reason: str) -> None:
    payments.given(customer)
    payments.when(WISH)
    payments.then(PaymentMethodRefused(**PAYING, reason=reason))


def test_it_is_said_once_more_where_the_booking_is(payments: Bench) -> None:
    payments.when(FOUND)
    payments.then(TO_BE)
    payments.then_rows(KNOWN)


def test_who_was_erased_meanwhile_is_forgotten_there(payments: Bench) -> None:
    payments.given(ERASED)
    payments.when(FOUND)
    payments.then(PaymentMethodRefused(**PAYING, reason="account_erased"))
    payments.then_effects(DeleteCustomer(account_id="ben", customer_id="cus_1"))


def test_while_money_is_due_the_provider_is_to_keep_its_card(payments: Bench) -> None:
    payments.given(held(), created())
    payments.when(TO_BE)
    payments.then_effects(KEEP)
    payments.when(PaidKept(**PI, reason=""))
    payments.then(PaidMethodKept(**PAYING))


@pytest.mark.parametrize("before", [(), (held(),), (held(), created(), paid()), (held(), created(), cancelled())])
def test_too_early_or_too_late_it_is_refused(payments: Bench, before: Any) -> None:
    payments.given(*before)
    payments.when(TO_BE)
    payments.then(NOTHING_DUE)
    payments.then_effects()


def test_nobody_keeps_what_another_pays_with(payments: Bench) -> None:
    payments.given(held(), created())
    payments.when(TO_BE.model_copy(update={"buyer_id": "eve"}))
    payments.then(PaymentMethodRefused(account_id="eve", booking_id="e1-b1", reason="nothing_due"))


def test_what_was_paid_meanwhile_is_told_so(payments: Bench) -> None:
    payments.when(PaidKept(**PI, reason="payment_intent_unexpected_state"))
    payments.then(NOTHING_DUE)


async def test_the_provider_makes_one_customer_and_keeps_one_card() -> None:
    gateway = MemoryGateway(lambda: START)
    asked = FindCustomer(**PAYING, event_id="e1", customer_id="")
    found = [await find_customer(asked, gateway) for _ in range(2)]
    assert found[0] == found[1]
    intent = await gateway.create_intent(5_000, "EUR", {}, "k")
    told = KeepPaid(**WHO, provider_id=intent.provider_id, customer_id=found[0].customer_id)
    assert (await keep_paid(told, gateway, "key")).reason == ""
    gateway.pay(intent.provider_id)
    assert (await keep_paid(told, gateway, "key")).reason == "resource_missing"
    assert [one.customer_id for one in gateway.methods.values()] == [found[0].customer_id]
