from collections.abc import Iterator
from datetime import datetime

from choreography.envelope import Envelope
from choreography.vocabulary import Early, Timer
from contracts.edge import StripeEventReceived
from contracts.payments import (
    CardDeclined,
    CardTried,
    PaymentFailed,
    PaymentRefunded,
    PaymentSettling,
    PaymentSucceeded,
    RefundFailed,
    StripeEventMatched,
)
from contracts.webhooks import FOLLOWED
from handlers.payments.about import about
from handlers.payments.close_intent import closed
from handlers.payments.dispute import dispute_of
from handlers.payments.own import (
    CancelIntent,
    CaseRefunded,
    DisputeHeard,
    PartRefunded,
    ReadCard,
    RefundedByHand,
    RefundPayment,
    SettleParts,
    TellBalance,
)
from handlers.payments.refund import refund_is
from handlers.payments.refund_case import case_heard
from handlers.payments.refund_part import PART, part_heard
from handlers.payments.rows import Balance, LedgerEntry, PaymentIntent
from handlers.payments.service import payments
from handlers.payments.settling import declined, settling
from handlers.payments.take_money import take_money

Webhook = StripeEventReceived | StripeEventMatched
Outcome = Iterator[
    PaymentIntent | LedgerEntry | Balance | TellBalance | PaymentSettling | PaymentSucceeded | PaymentFailed
    | PaymentRefunded | RefundFailed | DisputeHeard | PartRefunded | RefundedByHand | CaseRefunded | CancelIntent
    | CardDeclined | CardTried | RefundPayment | ReadCard | SettleParts | Timer | Early
]  # fmt: skip


class AnotherIntent(ValueError):
    """The webhook names a booking of ours, and an intent that is not the booking's."""


@payments.step
def hear_stripe(
    said: StripeEventReceived | StripeEventMatched,
    intent: PaymentIntent,
    balance: Balance | None,
    envelope: Envelope,
    now: datetime,
) -> Outcome:
    """Webhooks come in any order and number: each is judged by the state alone. Raises WrongAmount, AnotherIntent."""
    if said.kind not in FOLLOWED:
        return
    if intent.state == "asked":
        yield Early()
        return
    if intent.provider_id != said.provider_id:
        raise AnotherIntent(f"{said.provider_id}: the booking's intent is {intent.provider_id}")
    match said.kind:
        case "payment_intent.succeeded":
            yield from take_money(intent, said, envelope, balance, now)
        case "payment_intent.processing":
            yield from settling(intent, said)
        case "payment_intent.payment_failed":
            yield from declined(intent, said)
        case "payment_intent.canceled":
            yield from closed(intent)
        case "refund.created" | "refund.updated" | "refund.failed":
            yield from refund_heard(intent, said, envelope, balance, now)
        case _:
            yield dispute_of(intent, said.kind, about(said))


def refund_heard(
    intent: PaymentIntent, said: Webhook, cause: Envelope, balance: Balance | None, now: datetime
) -> Outcome:
    """Ours tells its attempt; one without was made by hand."""
    told = about(said)
    attempt = (told.get("metadata") or {}).get("attempt")
    fate = str(told.get("status", "")), str(told.get("failure_reason") or "")
    if attempt == str(intent.attempt):
        yield from refund_is(*fate, intent, cause, balance, now)
    elif attempt and attempt.startswith(PART):
        yield part_heard(intent, attempt, *fate)
    elif heard := case_heard(told):
        yield heard
    elif attempt is None:
        what = {"refund_id": told["id"], "price": said.price, "currency": intent.currency}
        yield RefundedByHand.of(intent, **what, status=fate[0], reason=fate[1])
