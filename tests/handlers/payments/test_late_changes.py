"""What changes at the provider long after it was made, and of which no webhook told, is read by its id."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from choreography.testing import START, Bench
from contracts.base import MESSAGES, Message
from contracts.payments import ApplyCase, Reconcile, StripeEventMatched
from handlers.payments.own import CancelIntent, ProviderRead, ReadObject, ReadProvider
from handlers.payments.rows import Dispute, MoneyCase, PaymentIntent, Reading, Refund
from tests.handlers.payments.saying import WHO, cancelled, created, held, processing, state
from tests.handlers.payments.story import Story
from tests.handlers.payments.test_reconcile import INTENT, again, read
from tests.handlers.payments.test_refund_part import granted

SINCE = START - timedelta(hours=1)
OLD, NEW = int((START - timedelta(days=9)).timestamp()), int(START.timestamp())
UNPAID: dict[str, Any] = INTENT | {"status": "requires_payment_method", "amount_received": 0}


def change(id_: str, object_: str = "payment_intent", created: int = OLD, **other: Any) -> dict[str, Any]:
    return {"id": id_, "object": object_, "created": created} | other


def changes(*named: dict[str, Any], next: str = "") -> ProviderRead:
    return ProviderRead(provider="stripe", kind="change", since=SINCE, objects=named, next=next)


def reads(kind: Any, id_: str, intent: str, again: bool = False) -> ReadObject:
    return ReadObject(provider="stripe", kind=kind, case_id=id_, provider_id=intent, again=again, last=not again)


# what is read
def test_each_that_changed_and_was_in_no_list_is_read_once(payments: Bench) -> None:
    payments.given(Reconcile(provider="stripe"))
    refund = change("re_1", "refund", payment_intent="pi_1")
    payments.when(changes(refund, change("pi_2"), refund, change("dp_1", "dispute", payment_intent="pi_3")))
    payments.then_effects(
        reads("refund", "re_1", "pi_1"), reads("intent", "pi_2", "pi_2"), reads("dispute", "dp_1", "pi_3")
    )
    payments.then_rows(Reading("stripe", SINCE))


def test_what_was_made_of_late_was_in_its_list(payments: Bench) -> None:
    payments.given(Reconcile(provider="stripe"))
    payments.when(changes(change("pi_1", created=NEW), next="evt_9"))
    payments.then_effects(ReadProvider(provider="stripe", kind="change", since=SINCE, after="evt_9"))


# a slow payment that fails
@pytest.fixture
def settling(payments: Bench) -> Bench:
    payments.given(held(), created(), processing())
    return payments


def test_a_slow_payment_is_failed_only_once_it_was_asked_for_alone(settling: Bench) -> None:
    settling.when(read("intent", UNPAID))
    settling.then()
    settling.then_effects(reads("intent", "pi_1", "pi_1", again=True))
    settling.when(again("intent", UNPAID))
    (said,) = settling.said()
    assert isinstance(said, StripeEventMatched) and said.kind == "payment_intent.payment_failed"
    settling.when(said)
    settling.then_effects(CancelIntent(**WHO, provider_id="pi_1"))
    settling.when(again("intent", UNPAID))
    settling.then_nothing()


def test_one_that_only_waits_for_its_payer_has_not_failed(payments: Bench) -> None:
    payments.given(held(), created())
    payments.when(again("intent", UNPAID))
    payments.then_nothing()


# days later, without any webhook
class Deaf(Story):
    """Bench and provider have one clock; webhooks are heard until they are lost."""

    def __init__(self) -> None:
        super().__init__(held())
        self.gateway.now = lambda: self.bench.now
        self.hears()
        self.id = next(iter(self.gateway.intents))

    def hears(self, *messages: Message) -> None:
        """With all that follows."""
        self.pool += messages
        while self.pool:
            self.hear(0)
            self.bench.passes(timedelta())
            self.perform()
            said = [MESSAGES[one.envelope.type].model_validate_json(one.body) for one in self.outbox()]
            self.pool += [one for one in said if isinstance(one, StripeEventMatched)]

    def outbox(self) -> list[Any]:
        said = list(self.bench.books.outbox.values())
        self.bench.books.outbox.clear()
        return said

    def compares(self) -> None:
        self.hears(Reconcile(provider="stripe"))

    def days_go_by(self) -> None:
        """Then every webhook is lost."""
        self.bench.passes(timedelta(days=5))
        self.compares()
        self.lost: list[dict[str, Any]] = []
        self.gateway.tell = self.lost.append

    def late(self) -> None:
        """They come after all."""
        for event in self.lost:
            self.webhook(event)
        self.hears()

    @property
    def rows(self) -> list[Any]:
        kinds = PaymentIntent, Dispute, MoneyCase, Refund
        return [row for kind in kinds for row in self.bench.books.rows.get(kind, {}).values()]

    def changes_once(self) -> None:
        """What is found is not found again, nor taken again when its webhook comes late."""
        found = self.rows
        self.compares()
        self.late()
        assert self.rows == found


@pytest.fixture
def deaf() -> Deaf:
    return Deaf()


def test_a_refund_that_fails_days_later_is_found(deaf: Deaf) -> None:
    deaf.gateway.pay(deaf.id)
    deaf.hears(cancelled())
    deaf.days_go_by()
    assert state(deaf.bench) == "refunded"
    deaf.gateway.refund_fails(deaf.id)
    deaf.compares()
    assert state(deaf.bench) == "refund_failed"
    deaf.changes_once()


@pytest.mark.parametrize(("succeeds", "ends"), [(True, "succeeded"), (False, "failed")])
def test_how_a_slow_payment_ends_days_later_is_found(deaf: Deaf, succeeds: bool, ends: str) -> None:
    deaf.gateway.pay_slowly(deaf.id)
    deaf.hears()
    deaf.days_go_by()
    assert state(deaf.bench) == "open"
    (deaf.gateway.pay if succeeds else deaf.gateway.decline)(deaf.id)
    deaf.compares()
    assert state(deaf.bench) == ends
    deaf.changes_once()


@pytest.mark.parametrize(("won", "away"), [(True, 0), (False, 5_000)])
def test_how_a_dispute_is_decided_weeks_later_is_found(deaf: Deaf, won: bool, away: int) -> None:
    deaf.gateway.pay(deaf.id)
    id_ = deaf.gateway.dispute(deaf.id)
    deaf.compares()
    deaf.days_go_by()
    deaf.gateway.dispute_ends(id_, won=won)
    deaf.compares()
    found = deaf.bench.row(Dispute, "e1", "e1-b1", id_)
    assert found and (found.status, found.away) == ("won" if won else "lost", away)
    deaf.changes_once()


def test_a_refund_of_a_case_that_fails_days_later_is_found(deaf: Deaf) -> None:
    stranger = asyncio.run(deaf.gateway.create_intent(700, "EUR", {}, "stranger")).provider_id
    deaf.gateway.pay(stranger)
    deaf.gateway.slowly = True
    deaf.compares()
    deaf.hears(*(ApplyCase(provider="stripe", case_id=stranger, operator=who) for who in ("olga", "otto")))
    deaf.days_go_by()
    assert case(deaf, stranger) == "applying"
    deaf.gateway.refund_fails(stranger)
    deaf.compares()
    assert case(deaf, stranger) == "failed"
    deaf.changes_once()


def case(deaf: Deaf, id_: str) -> str:
    found = deaf.bench.row(MoneyCase, "stripe", id_)
    return found.state if found else ""


def test_a_pending_refund_that_ends_days_later_is_found(deaf: Deaf) -> None:
    deaf.gateway.slowly = True
    deaf.gateway.pay(deaf.id)
    deaf.hears(cancelled())
    deaf.days_go_by()
    assert state(deaf.bench) == "refunding"
    deaf.gateway.refund_arrives(deaf.id)
    deaf.compares()
    assert state(deaf.bench) == "refunded"
    deaf.changes_once()


@pytest.mark.parametrize("arrives", [True, False])
def test_how_a_refund_in_part_ends_days_later_is_found(deaf: Deaf, arrives: bool) -> None:
    deaf.gateway.slowly = True
    deaf.gateway.pay(deaf.id)
    deaf.hears()
    deaf.hears(granted())
    deaf.days_go_by()
    (deaf.gateway.refund_arrives if arrives else deaf.gateway.refund_fails)(deaf.id)
    deaf.compares()
    found = deaf.bench.row(Refund, "e1", "e1-b1", "1")
    assert found and found.state == ("refunded" if arrives else "refund_failed")
    deaf.changes_once()


def test_where_nothing_changes_nothing_old_is_read(deaf: Deaf) -> None:
    deaf.gateway.pay(deaf.id)
    deaf.hears()
    deaf.days_go_by()
    before = len(deaf.performed)
    deaf.compares()
    assert len(deaf.performed) - before == 4
