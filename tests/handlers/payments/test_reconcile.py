"""The provider is read page by page, and each object is compared with our row."""

from datetime import timedelta
from typing import Any

import pytest

from choreography.testing import START, Bench
from contracts.payments import CaseEnded, CaseOpened, Reconcile, ReconciliationStarted, StripeEventMatched
from handlers.payments.own import ObjectRead, ProviderRead, ReadObject, ReadProvider
from handlers.payments.rows import MoneyCase, PaymentIntent, Reading
from tests.handlers.payments.saying import CREATE, created, held, paid, refund_done

SINCE = START - timedelta(hours=1)
INTENT: dict[str, Any] = {
    "id": "pi_1", "status": "succeeded", "amount": 5_000, "amount_received": 5_000, "currency": "eur",
    "metadata": {"booking_id": "e1-b1"}, "amount_refunded": 0,
}  # fmt: skip
REFUND: dict[str, Any] = {
    "id": "re_1", "status": "succeeded", "amount": 5_000, "currency": "eur", "payment_intent": "pi_1",
    "metadata": {"attempt": "1"},
}  # fmt: skip


def read(kind: Any, about: dict[str, Any], **other: Any) -> ObjectRead:
    about = about | other
    intent = about.get("payment_intent", about["id"])
    return ObjectRead(provider="stripe", kind=kind, case_id=about["id"], provider_id=intent, about=about)


def again(kind: Any, about: dict[str, Any], **other: Any) -> ObjectRead:
    """Asked for alone."""
    return read(kind, about, **other).model_copy(update={"again": True})


def page(kind: Any, *objects: dict[str, Any], next: str = "") -> ProviderRead:
    return ProviderRead(provider="stripe", kind=kind, since=SINCE, objects=objects, next=next)


@pytest.fixture
def owed(payments: Bench) -> Bench:
    payments.given(held(), created())
    return payments


def put(bench: Bench, **fields: Any) -> None:
    intent = bench.row(PaymentIntent, "e1", "e1-b1")
    assert intent
    bench.given(intent.but(**fields))


def missed(bench: Bench) -> list[str]:
    return [said.kind for said in bench.said() if isinstance(said, StripeEventMatched)]


def case(bench: Bench, id_: str = "pi_1") -> MoneyCase | None:
    return bench.row(MoneyCase, "stripe", id_)


# reading
def test_the_provider_is_asked_for_what_was_made_of_late(payments: Bench) -> None:
    payments.when(Reconcile(provider="stripe"))
    payments.then(ReconciliationStarted(provider="stripe", since=SINCE))
    payments.then_effects(ReadProvider(provider="stripe", kind="intent", since=SINCE))


def test_who_asks_while_one_is_under_way_has_that_one(payments: Bench) -> None:
    payments.given(Reconcile(provider="stripe"))
    payments.when(Reconcile(provider="stripe"))
    payments.then(ReconciliationStarted(provider="stripe", since=SINCE))
    payments.then_effects()


def test_the_words_of_three_copies_begin_one_reading(payments: Bench) -> None:
    payments.when(Reconcile(provider="stripe"), id="round 1")
    payments.given(page("change"))
    for _ in range(2):
        payments.when(Reconcile(provider="stripe"), id="round 1")
        payments.then_nothing()


def test_one_that_never_ended_is_begun_anew(payments: Bench) -> None:
    payments.given(Reconcile(provider="stripe"))
    payments.passes(timedelta(hours=2))
    payments.when(Reconcile(provider="stripe"))
    payments.then_effects(ReadProvider(provider="stripe", kind="intent", since=SINCE))


def test_page_follows_page_and_kind_follows_kind(payments: Bench) -> None:
    payments.given(Reconcile(provider="stripe"))
    payments.when(page("intent", next="pi_9"))
    payments.then_effects(ReadProvider(provider="stripe", kind="intent", since=SINCE, after="pi_9"))
    payments.when(page("intent"))
    payments.then_effects(ReadProvider(provider="stripe", kind="refund", since=SINCE))
    payments.when(page("refund"))
    payments.then_effects(ReadProvider(provider="stripe", kind="dispute", since=SINCE))
    payments.when(page("dispute"))
    payments.then_effects(ReadProvider(provider="stripe", kind="change", since=SINCE))


def test_the_next_one_begins_a_while_before_this_one_did(payments: Bench) -> None:
    payments.given(Reconcile(provider="stripe"))
    payments.passes(timedelta(minutes=30))
    payments.when(page("change"))
    payments.then_rows(Reading("stripe", START - timedelta(hours=1)))
    payments.then_effects()


# what a webhook would have told
def test_money_that_was_not_heard_of_goes_the_way_of_a_webhook(owed: Bench) -> None:
    owed.when(read("intent", INTENT))
    (said,) = owed.said()
    assert isinstance(said, StripeEventMatched)
    owed.when(said)
    owed.then_rows(PaymentIntent("e1", "e1-b1", "ben", "succeeded", 5_000, "EUR", "pi_1", size=1))


def test_what_is_known_is_not_said_again(owed: Bench) -> None:
    owed.given(paid())
    owed.when(read("intent", INTENT))
    owed.then_nothing()


def test_an_intent_that_we_do_not_know_the_name_of_yet_is_left_alone(payments: Bench) -> None:
    payments.given(held())
    payments.then_effects(CREATE)
    put(payments, provider_id="pi_1")
    payments.when(read("intent", INTENT))
    payments.then_nothing()


@pytest.mark.parametrize(
    ("state", "about", "kinds"),
    [
        ("open", INTENT | {"status": "canceled", "amount_received": 0}, ["payment_intent.canceled"]),
        ("failed", INTENT, ["payment_intent.succeeded"]),
        ("open", INTENT | {"status": "requires_payment_method", "amount_received": 0}, []),
        ("refunding", REFUND, ["refund.updated"]),
        ("refunding", REFUND | {"status": "failed"}, ["refund.failed"]),
        ("refunded", REFUND | {"status": "failed"}, ["refund.failed"]),
        ("refund_failed", REFUND | {"status": "failed"}, []),
        ("refunded", REFUND, []),
        ("refunding", REFUND | {"metadata": {"attempt": "7"}}, []),
        ("succeeded", REFUND | {"metadata": {}}, ["refund.updated"]),
        ("succeeded", REFUND | {"amount": 100, "metadata": None}, ["refund.updated"]),
        ("refunding", REFUND | {"amount": 100, "metadata": {}}, []),
        ("refunded", REFUND | {"metadata": {}}, []),
    ],
)
def test_what_was_missed_is_said_and_nothing_else(
    owed: Bench, state: Any, about: dict[str, Any], kinds: list[str]
) -> None:
    put(owed, state=state, attempt=1)
    owed.when(read("refund" if about["id"] == "re_1" else "intent", about))
    assert missed(owed) == kinds and not owed.books.rows.get(MoneyCase)


# what an operator must decide
@pytest.mark.parametrize(
    ("state", "about", "kind", "expected", "found", "proposal"),
    [
        ("open", INTENT | {"amount_received": 1}, "wrong_amount", 5_000, 1, "refund"),
        ("open", INTENT | {"currency": "usd"}, "wrong_amount", 5_000, 5_000, "refund"),
        ("succeeded", INTENT | {"status": "canceled", "amount_received": 0}, "no_money", 5_000, 0, "look"),
        ("refunded", INTENT | {"amount_refunded": 2_000}, "not_refunded", 5_000, 2_000, "refund"),
        ("open", INTENT | {"id": "pi_2"}, "unknown_payment", 0, 5_000, "refund"),
        ("succeeded", REFUND | {"amount": 5_001, "metadata": None}, "part_refund", 5_000, 5_001, "look"),
        ("refunded", REFUND | {"amount": 100, "metadata": None}, "part_refund", 5_000, 100, "look"),
    ],
)
def test_another_difference_is_a_case_and_is_told_once(
    owed: Bench, state: Any, about: dict[str, Any], kind: str, expected: int, found: int, proposal: str
) -> None:
    put(owed, state=state)
    owed.when(again("refund" if about["id"] == "re_1" else "intent", about))
    (opened,) = owed.said()
    assert isinstance(opened, CaseOpened)
    assert (opened.kind, opened.expected, opened.found, opened.proposal) == (kind, expected, found, proposal)
    assert opened.booking_id == "e1-b1"
    owed.when(again("refund" if about["id"] == "re_1" else "intent", about))
    owed.then_nothing()


def test_a_slow_payment_that_was_not_heard_of_goes_the_way_of_a_webhook_once(owed: Bench) -> None:
    owed.when(read("intent", INTENT, amount_received=0, status="processing"))
    (said,) = owed.said()
    assert isinstance(said, StripeEventMatched) and said.kind == "payment_intent.processing"
    owed.given(said)
    owed.when(read("intent", INTENT, amount_received=0, status="processing"))
    owed.then_nothing()


def test_what_differs_in_a_list_is_asked_for_alone_before_it_is_a_case(owed: Bench) -> None:
    owed.when(read("intent", INTENT, amount_received=1))
    owed.then()
    owed.then_effects(ReadObject(provider="stripe", kind="intent", case_id="pi_1", provider_id="pi_1"))
    owed.when(again("intent", INTENT, amount_received=0, status="requires_payment_method"))
    owed.then_nothing()


def test_a_case_that_stands_is_not_asked_for_again(owed: Bench) -> None:
    owed.given(again("intent", INTENT, amount_received=1))
    owed.when(read("intent", INTENT, amount_received=1))
    owed.then_nothing()


def test_a_dispute_of_an_unknown_payment_is_a_case(payments: Bench) -> None:
    payments.when(again("dispute", {"id": "dp_1", "payment_intent": "pi_9", "amount": 700, "currency": "eur"}))
    found = case(payments, "dp_1")
    assert found and (found.kind, found.provider_id, found.booking_id) == ("unknown_dispute", "pi_9", "")


def test_a_difference_that_is_no_more_is_gone_and_may_come_again(owed: Bench) -> None:
    put(owed, state="succeeded")
    lacks = again("intent", INTENT, status="processing", amount_received=0)
    for about, state in ((lacks, "open"), (read("intent", INTENT), "gone"), (lacks, "open")):
        owed.when(about)
        found = case(owed)
        assert found and found.state == state
        assert owed.said()[0] == (CaseEnded if state == "gone" else CaseOpened).of(found)


def test_a_payment_whose_refund_is_under_way_here_is_no_difference(owed: Bench) -> None:
    put(owed, state="refunding", attempt=1)
    owed.when(read("intent", INTENT))
    owed.then_nothing()
    owed.when(refund_done())
    owed.when(read("intent", INTENT, amount_refunded=5_000))
    owed.then_nothing()
