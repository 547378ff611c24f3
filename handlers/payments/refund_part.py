"""A part of a payment goes back while its booking stays as it is: a row of its own beside the payment."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from choreography.envelope import Envelope
from choreography.vocabulary import Timer
from contracts.bookings import RefundGranted
from contracts.payments import OfflineRefundDue, PaidOffline, PaymentRefunded, RefundFailed
from handlers.payments.cut import shares_of
from handlers.payments.gateway import Gateway, Refusal
from handlers.payments.granted import at_once, looked_at
from handlers.payments.ledger import given_back, of_parts, taken
from handlers.payments.offline import owed_back
from handlers.payments.own import PartRefunded, RefundPart, SettleParts, TellBalance
from handlers.payments.rows import Balance, LedgerEntry, OfflinePayment, PaymentIntent, Refund
from handlers.payments.service import payments

PART = "part "
"""So begins the attempt of a refund in part, in what the provider keeps with it."""


@payments.step
def refund_granted(
    granted: RefundGranted,
    intent: PaymentIntent,
    refund: Refund | None,
    offline: OfflinePayment | None,
    balance: Balance | None,
    envelope: Envelope,
    now: datetime,
) -> Iterator[
    PaymentIntent | Refund | OfflinePayment | LedgerEntry | Balance
    | RefundPart | RefundFailed | TellBalance | OfflineRefundDue | PaidOffline | SettleParts | Timer
]:  # fmt: skip
    """Money that somebody gave back at the provider meanwhile is not there any more."""
    if granted.by_hand and offline:
        yield from owed_back(offline, granted, balance, envelope)
        return
    if refund or granted.by_hand:
        return
    intent = noted(intent, granted)
    terms = intent.provider_id or "", granted.amount, intent.currency
    made = Refund(granted.event_id, granted.booking_id, granted.refund_id, granted.buyer_id, *terms)
    if intent.state != "succeeded" or granted.amount > intent.left:
        yield intent
        yield at_once(intent, now)
        yield SettleParts.of(intent)
        yield (failed := made.but(state="refund_failed", reason="charge_already_refunded", nth=-1))
        yield RefundFailed.of(failed, **fate(failed, intent.returned), reason=failed.reason)
        return
    yield from looked_at(intent, now)
    yield intent.but(parts=(*intent.parts, granted.amount), tickets=(*of_parts(intent), granted.tickets))
    yield (made := made.but(nth=len(intent.parts), asked_at=now))
    yield RefundPart.of(made)


def noted(intent: PaymentIntent, granted: RefundGranted) -> PaymentIntent:
    """Each names the sum of all before it, so that they may come in any order."""
    grants = max(intent.grants, int(granted.refund_id))
    return intent.but(granted=max(intent.granted, granted.total), grants=grants)


@payments.effect("stripe", deadline=20)
async def refund_part(asked: RefundPart, gateway: Gateway, key: str) -> PartRefunded:
    metadata = {"event_id": asked.event_id, "booking_id": asked.booking_id, "buyer_id": asked.buyer_id}
    metadata["attempt"] = f"{PART}{asked.refund_id}/{asked.attempt}"
    try:
        made = await gateway.refund(asked.provider_id, asked.price, metadata, key)
    except Refusal as refusal:
        return PartRefunded.of(asked, status="failed", reason=str(refusal))
    return PartRefunded.of(asked, status=made.status, reason=made.reason)


@payments.step
def part_refunded(
    told: PartRefunded,
    intent: PaymentIntent,
    refund: Refund,
    balance: Balance | None,
    envelope: Envelope,
    now: datetime,
) -> Iterator[
    PaymentIntent | Refund | LedgerEntry | Balance
    | TellBalance | PaymentRefunded | RefundFailed | SettleParts | Timer
]:  # fmt: skip
    """As of a whole payment: what failed stays so, and what succeeded may fail even then."""
    if told.attempt != refund.attempt:
        return
    shares, breakdown = shares_of(intent, refund)
    if told.status == "succeeded" and refund.state == "refunding":
        yield refund.but(state="refunded")
        yield (after := intent.changed(returned=refund.price))
        yield from given_back(intent, envelope, balance, shares)
        yield PaymentRefunded.of(refund, **fate(refund, after.returned), breakdown=breakdown)
        yield from looked_at(after, now)
    elif told.status in ("failed", "canceled") and refund.state in ("refunding", "refunded"):
        back = refund.price if refund.state == "refunded" else 0
        yield refund.but(state="refund_failed", reason=told.reason)
        yield (after := intent.changed(returned=-back))
        yield from looked_at(after, now)
        yield from taken(intent, envelope, balance, shares) if back else ()
        yield RefundFailed.of(refund, **fate(refund, after.returned), reason=told.reason)


def fate(refund: Refund, total: int) -> dict[str, Any]:
    told = {name: getattr(refund, name) for name in ("provider_id", "price", "currency", "refund_id")}
    return {**told, "total": total}


def part_heard(intent: PaymentIntent, attempt: str, status: str, reason: str) -> PartRefunded:
    """What a webhook says of a refund in part."""
    refund_id, _, number = attempt.removeprefix(PART).partition("/")
    return PartRefunded.of(intent, refund_id=refund_id, attempt=int(number), status=status, reason=reason)
