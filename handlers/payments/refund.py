from collections.abc import Iterator
from datetime import datetime
from typing import Any

from choreography.envelope import Envelope
from choreography.vocabulary import Timer
from contracts.payments import PaymentRefunded, RefundFailed
from handlers.payments.granted import looked_at
from handlers.payments.ledger import given_back, part, taken
from handlers.payments.own import RefundDone, RefundPayment, RefundRefused, SettleParts, TellBalance
from handlers.payments.refund_by_bank import borne, is_borne, why
from handlers.payments.rows import Balance, LedgerEntry, PaymentIntent, State
from handlers.payments.service import payments

OURS: tuple[State, ...] = ("refunding",)
BY_HAND: tuple[State, ...] = ("succeeded", "refund_failed")
"""States in which a refund that we did not ask for counts: someone made it at the provider."""

Refunded = Iterator[
    PaymentIntent | LedgerEntry | Balance | TellBalance | PaymentRefunded | RefundFailed | SettleParts | Timer
]


def refund(intent: PaymentIntent, now: datetime) -> Iterator[PaymentIntent | RefundPayment | SettleParts | Timer]:
    """All that does not go back in parts; where nothing is left, a part that failed may be owed again."""
    if not intent.left:
        yield (after := intent.to("refunded"))
        yield from looked_at_again(after, now)
        return
    yield (asked := intent.to("refunding", attempt=intent.attempt + 1, asked_at=now))
    yield RefundPayment.of(asked, price=asked.left)


def refund_is(
    status: str,
    reason: str,
    intent: PaymentIntent,
    cause: Envelope,
    balance: Balance | None,
    now: datetime,
    by: str = "",
) -> Refunded:
    """`by` names one that somebody made at the provider. A refund that failed stays so, whatever is heard of its
    beginnings; one that succeeded may fail even then. What went by another, or by the bank, does not fail by this one.
    """
    fate: dict[str, Any] = {"provider_id": intent.provider_id, "price": intent.left, "currency": intent.currency}
    rest, breakdown = part(intent, len(intent.parts))
    failed = status in ("failed", "canceled")
    if status == "succeeded" and intent.state in (BY_HAND if by else OURS):
        yield (after := intent.to("refunded", gone_by=by))
        yield from looked_at_again(after, now)
        yield from given_back(intent, cause, balance, rest)
        yield PaymentRefunded.of(
            intent, **fate, breakdown=breakdown, total=intent.returned + intent.left, reason=why(intent)
        )
    elif failed and not by and intent.state == "refunding" and is_borne(intent):
        yield from borne(intent, cause, balance, now)
    elif failed and may_fail(intent, by):
        yield (after := intent.to("refund_failed", reason=reason, gone_by=""))
        yield from looked_at(after, now)
        yield from taken(intent, cause, balance, rest) if intent.state == "refunded" else ()
        yield RefundFailed.of(intent, reason=reason, **fate, total=intent.returned)


def may_fail(intent: PaymentIntent, by: str = "") -> bool:
    """Is ours under way, or the money gone by just this one: ours, or the one that is named?"""
    if intent.state == "refunding":
        return not by
    return intent.state == "refunded" and not intent.by_bank and intent.gone_by == by


def looked_at_again(intent: PaymentIntent, now: datetime) -> Iterator[Timer | SettleParts]:
    """Of one of ours that went at the first attempt there is nothing to look at."""
    if intent.attempt != 1 or intent.grants or intent.by_hand:
        yield from looked_at(intent, now)


@payments.step
def refund_done(
    done: RefundDone, intent: PaymentIntent, balance: Balance | None, envelope: Envelope, now: datetime
) -> Refunded:
    if done.attempt == intent.attempt:
        yield from refund_is(done.status, done.reason, intent, envelope, balance, now)


@payments.step
def refund_refused(
    refused: RefundRefused, intent: PaymentIntent, balance: Balance | None, envelope: Envelope, now: datetime
) -> Refunded:
    if refused.attempt == intent.attempt and intent.state == "refunding":
        yield from refund_is("failed", refused.reason, intent, envelope, balance, now)
