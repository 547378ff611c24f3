"""A part that failed is owed no more where as much went back otherwise: it leaves the operator's list, and says why."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Annotated

from choreography.row import Page
from choreography.vocabulary import Timer, at
from contracts.payments import RefundFailed, RefundSettled
from handlers.payments.granted import DISPUTED, agree, all_is_due, at_once, by_banks, is_disputed, kept, rest_went
from handlers.payments.ledger import of_parts
from handlers.payments.own import SettleParts
from handlers.payments.refund_part import fate
from handlers.payments.rows import PaymentIntent, Refund
from handlers.payments.service import payments
from handlers.payments.still_owed import still_owed


@payments.step
def settle_parts(
    _: SettleParts,
    intent: PaymentIntent,
    parts: Annotated[Page[Refund], at("event_id", "booking_id", after="after")],
    now: datetime,
) -> Iterator[PaymentIntent | Refund | RefundSettled | RefundFailed | Timer]:
    """It is owed again once that did not arrive, or the rest is owed too. By what is under way nothing is settled yet,
    and nothing is owed again that was settled before.
    """
    owed, without = still_owed(intent, parts), still_owed(intent, [not_gone(part) for part in parts])
    for part in parts:
        ends = part.nth >= 0 or rest_went(intent)
        if part.state == "refund_failed" and ends and part not in (*owed, *without):
            yield from settled(part, intent, parts)
        elif part.state == "settled" and part in owed and part in without:
            yield part.but(state="refund_failed", settled_by="")
            yield RefundFailed.of(part, **fate(part, intent.returned), reason=part.reason)
    if by_banks(intent, parts) and agree(intent, parts):
        yield at_once(intent, now)
    if (amount := kept_of_rest(intent, parts)) > 0:
        yield from apart(intent, amount)


def kept_of_rest(intent: PaymentIntent, parts: Sequence[Refund]) -> int:
    """What a bank keeps of all that was left and failed to go, beside the parts that failed."""
    if not (all_is_due(intent) and intent.state == "refund_failed"):
        return 0
    failed = sum(part.price for part in parts if part.state in ("refund_failed", "settled") and part.nth >= 0)
    return min(intent.left, kept(intent) - failed)


def apart(intent: PaymentIntent, amount: int) -> Iterator[PaymentIntent | Refund | RefundSettled]:
    """It is a part of its own, of which nothing is owed, so that the rest of what is left can go."""
    nth = len(intent.parts)
    yield intent.but(parts=(*intent.parts, amount), tickets=(*of_parts(intent), ()))
    whose = intent.event_id, intent.booking_id, f"0-{nth}", intent.buyer_id, intent.provider_id or ""
    part = Refund(*whose, amount, intent.currency, "settled", intent.attempt, DISPUTED[0], nth, settled_by="dispute")
    yield part
    yield RefundSettled.of(part, refund_id=part.refund_id, price=amount, currency=part.currency, settled_by="dispute")


def not_gone(part: Refund) -> Refund:
    """As it stands if what is under way does not go."""
    return part.but(state="refund_failed") if part.state == "refunding" else part


def settled(part: Refund, intent: PaymentIntent, parts: Sequence[Refund]) -> Iterator[Refund | RefundSettled]:
    yield (after := part.but(state="settled", settled_by=by_which(part, intent, parts)))
    told = {name: getattr(after, name) for name in ("refund_id", "price", "currency", "settled_by")}
    yield RefundSettled.of(after, **told)


def by_which(part: Refund, intent: PaymentIntent, parts: Sequence[Refund]) -> str:
    """Those by hand; in the place of one by hand ours as well, if it was asked for anew; or what a bank keeps; or all
    that was left.
    """
    by_hand = not part.is_ours
    others = [one for one in parts if one.state == "refunded" and (not one.is_ours or (by_hand and one.attempt > 1))]
    gone = [one.refund_id for one in others]
    gone += [intent.gone_by] if intent.gone_by else []
    bank = (by_hand or is_disputed(part) or not gone) and by_banks(intent, parts)
    gone += ["dispute"] if bank else []
    return ", ".join(gone or ["rest"])
