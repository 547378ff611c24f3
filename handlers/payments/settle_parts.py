"""A part that failed is owed no more where as much went back otherwise: it leaves the operator's list, and says why."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Annotated

from choreography.row import Page
from choreography.vocabulary import Timer, at
from contracts.payments import RefundFailed, RefundSettled
from handlers.payments.granted import agree, at_once, by_banks, due_back, is_disputed
from handlers.payments.owed_yet import still_owed
from handlers.payments.own import SettleParts
from handlers.payments.refund_part import fate
from handlers.payments.rows import PaymentIntent, Refund
from handlers.payments.service import payments


@payments.step
def settle_parts(
    _: SettleParts,
    intent: PaymentIntent,
    parts: Annotated[Page[Refund], at("event_id", "booking_id", after="after")],
    now: datetime,
) -> Iterator[Refund | RefundSettled | RefundFailed | Timer]:
    """It is owed again once that did not arrive, or the rest is owed too. By what is under way nothing is settled yet,
    and nothing is owed again that was settled before.
    """
    owed, without = still_owed(intent, parts), still_owed(intent, [not_gone(part) for part in parts])
    for part in parts:
        if part.state == "refund_failed" and part.nth >= 0 and part not in (*owed, *without):
            yield from settled(part, intent, parts)
        elif part.state == "settled" and part in owed and part in without and due_back(intent):
            yield part.but(state="refund_failed", settled_by="")
            yield RefundFailed.of(part, **fate(part, intent.returned), reason=part.reason)
    if by_banks(intent, parts) and agree(intent, parts):
        yield at_once(intent, now)


def not_gone(part: Refund) -> Refund:
    """As it stands if what is under way does not go."""
    return part.but(state="refund_failed") if part.state == "refunding" else part


def settled(part: Refund, intent: PaymentIntent, parts: Sequence[Refund]) -> Iterator[Refund | RefundSettled]:
    yield (after := part.but(state="settled", settled_by=by_which(part, intent, parts)))
    told = {name: getattr(after, name) for name in ("refund_id", "price", "currency", "settled_by")}
    yield RefundSettled.of(after, **told)


def by_which(part: Refund, intent: PaymentIntent, parts: Sequence[Refund]) -> str:
    """Those by hand; in the place of one by hand ours as well, if it was asked for anew; or what a bank keeps."""
    by_hand = not part.is_ours
    others = [one for one in parts if one.state == "refunded" and (not one.is_ours or (by_hand and one.attempt > 1))]
    gone = [one.refund_id for one in others]
    gone += [intent.gone_by] if intent.gone_by else []
    bank = (by_hand or is_disputed(part)) and by_banks(intent, parts)
    return ", ".join([*gone, "dispute"] if bank else gone)
