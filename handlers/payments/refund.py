from collections.abc import Iterator
from datetime import datetime
from typing import Any

from choreography.envelope import Envelope
from contracts.payments import PaymentRefunded, RefundFailed
from handlers.payments.ledger import given_back, part, taken
from handlers.payments.own import RefundDone, RefundPayment, RefundRefused, TellBalance
from handlers.payments.refund_by_bank import borne, is_borne
from handlers.payments.rows import Balance, LedgerEntry, PaymentIntent, State
from handlers.payments.service import payments

OURS: tuple[State, ...] = ("refunding",)
BY_HAND: tuple[State, ...] = ("succeeded", "refund_failed")
"""States in which a refund that we did not ask for counts: someone made it at the provider."""

Refunded = Iterator[PaymentIntent | LedgerEntry | Balance | TellBalance | PaymentRefunded | RefundFailed]


def refund(intent: PaymentIntent, now: datetime) -> Iterator[PaymentIntent | RefundPayment]:
    """All that does not go back in parts."""
    if not intent.left:
        yield intent.to("refunded")
        return
    yield (asked := intent.to("refunding", attempt=intent.attempt + 1, asked_at=now))
    yield RefundPayment.of(asked, price=asked.left)


def refund_is(
    status: str,
    reason: str,
    intent: PaymentIntent,
    cause: Envelope,
    balance: Balance | None,
    counts: tuple[State, ...] = OURS,
) -> Refunded:
    """A refund that failed stays so, whatever is heard of its beginnings; one that succeeded may fail even then."""
    fate: dict[str, Any] = {"provider_id": intent.provider_id, "price": intent.left, "currency": intent.currency}
    rest, breakdown = part(intent, len(intent.parts))
    failed = status in ("failed", "canceled")
    if status == "succeeded" and intent.state in counts:
        yield intent.to("refunded")
        yield from given_back(intent, cause, balance, rest)
        yield PaymentRefunded.of(intent, **fate, breakdown=breakdown, total=intent.returned + intent.left)
    elif failed and intent.state == "refunding" and is_borne(intent):
        yield from borne(intent, cause, balance)
    elif failed and intent.state in ("refunding", "refunded"):
        yield intent.to("refund_failed", reason=reason)
        yield from taken(intent, cause, balance, rest) if intent.state == "refunded" else ()
        yield RefundFailed.of(intent, reason=reason, **fate, total=intent.returned)


@payments.step
def refund_done(done: RefundDone, intent: PaymentIntent, balance: Balance | None, envelope: Envelope) -> Refunded:
    if done.attempt == intent.attempt:
        yield from refund_is(done.status, done.reason, intent, envelope, balance)


@payments.step
def refund_refused(
    refused: RefundRefused, intent: PaymentIntent, balance: Balance | None, envelope: Envelope
) -> Refunded:
    if refused.attempt == intent.attempt and intent.state == "refunding":
        yield from refund_is("failed", refused.reason, intent, envelope, balance)
