"""A refund that nobody here asked for: somebody made it at the provider. It is booked once, and told as any other."""

from collections.abc import Iterator
from datetime import datetime

from choreography.envelope import Envelope
from choreography.vocabulary import Early, Timer
from contracts.payments import PaymentRefunded, RefundFailed
from handlers.payments.granted import looked_at
from handlers.payments.ledger import given_back, of_parts, part
from handlers.payments.own import PartRefunded, RefundedByHand, SettleParts, TellBalance
from handlers.payments.refund import BY_HAND, refund_is
from handlers.payments.refund_part import fate
from handlers.payments.rows import UNPAID, Balance, LedgerEntry, PaymentIntent, Refund
from handlers.payments.service import payments

WAITING = (*UNPAID, "refunding")
"""States whose end one by hand waits for."""

Booked = Iterator[
    PaymentIntent | Refund | LedgerEntry | Balance | TellBalance
    | PaymentRefunded | RefundFailed | PartRefunded | SettleParts | Early | Timer
]  # fmt: skip


@payments.step
def refunded_by_hand(
    told: RefundedByHand,
    intent: PaymentIntent,
    refund: Refund | None,
    balance: Balance | None,
    envelope: Envelope,
    now: datetime,
) -> Booked:
    """A part has a row as if it were ours; what comes while ours is under way waits for its end, and one that failed
    meanwhile is not booked then. What is more than is left is not booked: comparing finds it.
    """
    if refund:
        yield PartRefunded.of(told, attempt=1, status=told.status, reason=told.reason)
    elif told.refund_id in intent.by_hand:
        yield from failed_after_all(told, intent, envelope, balance, now)
    elif told.status in ("failed", "canceled") and intent.state in WAITING:
        yield intent.but(by_hand=(*intent.by_hand, told.refund_id))
    elif told.status != "succeeded" or not 0 < told.price <= intent.left:
        return
    elif intent.state in WAITING:
        yield Early()
    elif intent.state in BY_HAND:
        noted = intent.but(by_hand=(*intent.by_hand, told.refund_id))
        yield from (rest if is_whole(told, intent) else some)(told, noted, envelope, balance, now)


def is_whole(told: RefundedByHand, intent: PaymentIntent) -> bool:
    """Is nothing here any more then? A part of ours that failed still is."""
    failed = intent.returned < sum(intent.parts)
    return told.price == intent.left and (intent.state == "refund_failed" or not failed)


def rest(
    told: RefundedByHand, intent: PaymentIntent, cause: Envelope, balance: Balance | None, now: datetime
) -> Booked:
    yield from refund_is(told.status, told.reason, intent, cause, balance, now, by=told.refund_id)


def some(
    told: RefundedByHand, intent: PaymentIntent, cause: Envelope, balance: Balance | None, now: datetime
) -> Booked:
    parts, tickets = (*intent.parts, told.price), (*of_parts(intent), ())
    yield (after := intent.changed(returned=told.price).but(parts=parts, tickets=tickets))
    whose = told.event_id, told.booking_id, told.refund_id, told.buyer_id, intent.provider_id or ""
    yield (made := Refund(*whose, told.price, told.currency, "refunded", nth=len(intent.parts)))
    shares, breakdown = part(after, made.nth)
    yield from given_back(after, cause, balance, shares)
    yield PaymentRefunded.of(made, **fate(made, after.returned), breakdown=breakdown)
    yield from looked_at(after, now)


def failed_after_all(
    told: RefundedByHand, intent: PaymentIntent, cause: Envelope, balance: Balance | None, now: datetime
) -> Booked:
    """It was of all that was left, and is here again; what is heard of its beginnings changes nothing."""
    if told.status in ("failed", "canceled"):
        yield from refund_is(told.status, told.reason, intent, cause, balance, now, by=told.refund_id)
