from itertools import permutations
from typing import Any

import pytest

from choreography.testing import Bench
from contracts.edge import StripeMethodTold
from contracts.payments import (
    METHODS_AT_MOST,
    ChoosePaymentMethod,
    PaymentMethodAwaited,
    PaymentMethodMatched,
    PaymentMethodNotAwaited,
    PaymentMethodsChanged,
    PaymentMethodUnknown,
    RemovePaymentMethod,
    SavedMethod,
    SavePaymentMethod,
)
from contracts.sealed import Sealed
from contracts.users import PersonErased
from handlers.payments import payments as service
from handlers.payments.rows import Customer
from handlers.payments.wallet_own import (
    BeginSetup,
    CustomerDeleted,
    DeleteCustomer,
    DetachMethod,
    MethodRead,
    ReadMethod,
    SetupBegun,
)

WHO, SETUP = {"account_id": "ann"}, {"account_id": "ann", "setup_id": "s1"}
SAVE = SavePaymentMethod(**SETUP)
BEGUN = SetupBegun(**SETUP, customer_id="cus_1", client_secret="seti_1_secret")
AWAITED = PaymentMethodAwaited(**SETUP, client_secret="seti_1_secret")
CARD = Sealed(person_id="ann", key_version=1, nonce="n", ciphertext="c")
ERASED, FORGET = PersonErased(**WHO), DeleteCustomer(**WHO, customer_id="cus_1")


def saved(id_: str = "pm_1", **other: Any) -> SavedMethod:
    return SavedMethod(**{"method_id": id_, "card": CARD, "exp_month": 12, "exp_year": 2034, **other})


def having(*ids: str, **other: Any) -> Customer:
    return Customer("ann", "cus_1", tuple(map(saved, ids)), ids[0] if ids else "").but(**other)


def told(kind: str = "payment_method.attached", **other: Any) -> StripeMethodTold:
    about = {"provider_event_id": "evt_1", "kind": kind, "method_id": "pm_1", "customer_id": "cus_1"}
    return StripeMethodTold(**about | other)


def read(id_: str = "pm_1", whose: str = "cus_1", **other: Any) -> MethodRead:
    return MethodRead(**WHO, method_id=id_, customer_id=whose, found=saved(id_, **other) if whose else None)


def changed(*ids: str, chosen: str = "") -> PaymentMethodsChanged:
    return PaymentMethodsChanged(**WHO, methods=tuple(map(saved, ids)), chosen=chosen)


def test_who_saves_for_the_first_time_becomes_a_customer_and_has_the_secret(payments: Bench) -> None:
    payments.when(SAVE)
    payments.then_effects(BeginSetup(**SETUP, customer_id=""))
    payments.when(BEGUN)
    payments.then(AWAITED)
    payments.then_rows(Customer("ann", "cus_1"))


def test_a_second_copy_of_the_wish_begins_nothing(payments: Bench) -> None:
    payments.when(SAVE, id="first")
    payments.when(SAVE, id="first")
    payments.then_nothing()


def test_a_customer_stays_the_same_one(payments: Bench) -> None:
    payments.given(having())
    payments.when(SAVE)
    payments.then_effects(BeginSetup(**SETUP, customer_id="cus_1"))
    payments.when(BEGUN)
    payments.then(AWAITED)


def test_who_has_saved_as_many_as_may_be_saves_no_more(payments: Bench) -> None:
    payments.given(having(*(f"pm_{n}" for n in range(METHODS_AT_MOST))))
    payments.when(SAVE)
    payments.then(PaymentMethodNotAwaited(**SETUP, reason="too_many_methods"))
    payments.when(read("pm_more"))
    payments.then()
    payments.then_effects(DetachMethod(**WHO, method_id="pm_more"))


def test_a_word_of_the_provider_has_it_asked_in_the_partition_of_its_person(payments: Bench) -> None:
    payments.given(having())
    payments.when(told())
    payments.then(matched := PaymentMethodMatched(**WHO, method_id="pm_1"))
    payments.when(matched)
    payments.then_effects(ReadMethod(**WHO, method_id="pm_1"))


@pytest.mark.parametrize(
    "said", [told(customer_id="cus_of_nobody"), told(customer_id=""), told("setup_intent.created")]
)
def test_what_is_nobodys_or_of_no_matter_is_passed_over(payments: Bench, said: StripeMethodTold) -> None:
    payments.given(having(), Customer("ben"))
    payments.when(said)
    payments.then_nothing()


def test_what_the_provider_keeps_is_listed_and_the_first_is_chosen(payments: Bench) -> None:
    payments.given(having())
    payments.when(read("pm_1"))
    payments.then(changed("pm_1", chosen="pm_1"))
    payments.when(read("pm_2"))
    payments.then(changed("pm_1", "pm_2", chosen="pm_1"))


def test_a_card_that_its_bank_renewed_is_the_same_method(payments: Bench) -> None:
    payments.given(having("pm_1", "pm_2"))
    payments.when(read("pm_1", exp_year=2039))
    payments.then_rows(having().but(methods=(saved("pm_1", exp_year=2039), saved("pm_2")), chosen="pm_1"))


def test_what_is_anothers_at_the_provider_is_not_listed(payments: Bench) -> None:
    payments.given(having())
    payments.when(read("pm_1", "cus_2"))
    payments.then_nothing()


def test_another_becomes_the_default(payments: Bench) -> None:
    payments.given(having("pm_1", "pm_2"))
    payments.when(ChoosePaymentMethod(**WHO, method_id="pm_2"))
    payments.then(changed("pm_1", "pm_2", chosen="pm_2"))


@pytest.mark.parametrize("wish", [ChoosePaymentMethod, RemovePaymentMethod])
def test_one_that_the_person_does_not_have_is_neither_chosen_nor_removed(payments: Bench, wish: Any) -> None:
    payments.when(wish(**WHO, method_id="pm_1"))
    payments.then_refused("not_found")
    payments.given(having("pm_1"))
    payments.when(wish(**WHO, method_id="pm_bens"))
    payments.then(PaymentMethodUnknown(**WHO))


def test_a_removed_one_is_gone_at_once_and_the_oldest_takes_its_place(payments: Bench) -> None:
    payments.given(having("pm_1", "pm_2"))
    payments.when(RemovePaymentMethod(**WHO, method_id="pm_1"))
    payments.then(changed("pm_2", chosen="pm_2"))
    payments.then_effects(DetachMethod(**WHO, method_id="pm_1"))


def test_a_late_word_brings_nothing_back_that_was_removed(payments: Bench) -> None:
    payments.given(having("pm_1"), RemovePaymentMethod(**WHO, method_id="pm_1"))
    for late in (PaymentMethodMatched(**WHO, method_id="pm_1"), read("pm_1")):
        payments.when(late)
        payments.then_nothing()


def test_what_was_detached_at_the_provider_is_removed_in_whatever_order_it_is_told() -> None:
    for order in permutations([read("pm_1"), read("pm_1", ""), read("pm_2")]):
        payments = Bench(service)
        payments.given(having("pm_1"), *order)
        left = payments.row(Customer, "ann")
        assert left and not left.has("pm_1") and left.chosen == "pm_2"


def test_who_is_erased_has_nothing_saved_and_is_forgotten_at_the_provider(payments: Bench) -> None:
    payments.given(having("pm_1"))
    payments.when(ERASED)
    payments.then(changed())
    payments.then_effects(FORGET)
    payments.when(CustomerDeleted(**WHO, customer_id="cus_1"))
    payments.then_rows(Customer("ann", erased=True))
    payments.when(PersonErased(**WHO))
    payments.then_nothing()


def test_what_comes_after_the_erasure_saves_nothing(payments: Bench) -> None:
    payments.given(ERASED)
    payments.when(SAVE)
    payments.then(PaymentMethodNotAwaited(**SETUP, reason="account_erased"))
    payments.when(BEGUN)
    payments.then(PaymentMethodNotAwaited(**SETUP, reason="account_erased"))
    payments.then_effects(FORGET)
    payments.when(read())
    payments.then_nothing()
