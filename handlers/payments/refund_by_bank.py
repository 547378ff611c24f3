"""What was to go back has gone back already: the buyer's bank has taken it, and keeps it."""

from collections.abc import Iterator
from datetime import datetime

from choreography.envelope import Envelope
from choreography.vocabulary import Timer
from contracts.payments import PaymentRefunded, RefundFailed
from handlers.payments.granted import compared
from handlers.payments.ledger import given_back, part, taken
from handlers.payments.own import DisputeDecided, SettleParts, TellBalance
from handlers.payments.rows import NOT_OURS, Balance, LedgerEntry, PaymentIntent
from handlers.payments.service import payments

Borne = Iterator[
    PaymentIntent | LedgerEntry | Balance | TellBalance | PaymentRefunded | RefundFailed | SettleParts | Timer
]


def is_borne(intent: PaymentIntent) -> bool:
    return intent.over in NOT_OURS and intent.lost >= intent.left > 0


@payments.step
def dispute_decided(
    _: DisputeDecided, intent: PaymentIntent, balance: Balance | None, envelope: Envelope, now: datetime
) -> Borne:
    """A lost dispute may be won yet: then the money is here again, for an operator to give back. What a bank keeps
    settles parts, too.
    """
    if intent.state == "refund_failed" and is_borne(intent):
        yield from borne(intent, envelope, balance, now)
    elif intent.state == "refunded" and intent.by_bank > intent.lost:
        yield from here_again(intent, envelope, balance, now)
    else:
        yield from parts_looked_at(intent, now)


def parts_looked_at(intent: PaymentIntent, now: datetime) -> Iterator[SettleParts | Timer]:
    """What a bank keeps in the place of all that was left it does not keep in the place of a part."""
    if intent.parts or intent.state == "refund_failed":
        yield compared(intent, now)
        yield SettleParts.of(intent)


def borne(intent: PaymentIntent, cause: Envelope, balance: Balance | None, now: datetime) -> Borne:
    """The refund has its end, and no second one follows."""
    shares, breakdown = part(intent, len(intent.parts))
    yield (after := intent.to("refunded", by_bank=intent.left))
    yield from parts_looked_at(after, now)
    yield from given_back(intent, cause, balance, shares, by="disputes")
    total = intent.returned + intent.left
    yield PaymentRefunded.of(intent, **of_rest(intent), breakdown=breakdown, total=total, reason=why(intent))


def here_again(intent: PaymentIntent, cause: Envelope, balance: Balance | None, now: datetime) -> Borne:
    shares, _ = part(intent, len(intent.parts))
    yield (after := intent.to("refund_failed", by_bank=0, reason="charge_disputed"))
    yield from parts_looked_at(after, now)
    yield from taken(intent, cause, balance, shares, by="disputes")
    yield RefundFailed.of(intent, **of_rest(intent), reason="charge_disputed", total=intent.returned)


def why(intent: PaymentIntent) -> str:
    """What the buyer must know of it; empty where the booking's own end says it."""
    return "paid_another_way" if intent.over == "paid" else ""


def of_rest(intent: PaymentIntent) -> dict[str, object]:
    return {"provider_id": intent.provider_id, "price": intent.left, "currency": intent.currency}
