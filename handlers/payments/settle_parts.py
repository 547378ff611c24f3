"""A part that failed is owed no more where as much went back otherwise: it leaves the operator's list, and says why."""

from collections.abc import Iterator, Sequence
from typing import Annotated

from choreography.row import Page
from choreography.vocabulary import at
from contracts.payments import RefundFailed, RefundSettled
from handlers.payments.granted import by_banks, due_back, still_owed
from handlers.payments.own import SettleParts
from handlers.payments.refund_part import fate
from handlers.payments.rows import PaymentIntent, Refund
from handlers.payments.service import payments


@payments.step
def settle_parts(
    _: SettleParts,
    intent: PaymentIntent,
    parts: Annotated[Page[Refund], at("event_id", "booking_id", after="after")],
) -> Iterator[Refund | RefundSettled | RefundFailed]:
    """It is owed again once that did not arrive, or the rest is owed too."""
    owed = still_owed(intent, parts)
    for part in parts:
        if part.state == "refund_failed" and part.nth >= 0 and part not in owed:
            yield (after := part.but(state="settled", settled_by=by_which(part, intent, parts)))
            told = {name: getattr(after, name) for name in ("refund_id", "price", "currency", "settled_by")}
            yield RefundSettled.of(after, **told)
        elif part.state == "settled" and part in owed and due_back(intent):
            yield part.but(state="refund_failed", settled_by="")
            yield RefundFailed.of(part, **fate(part, intent.returned), reason=part.reason)


def by_which(part: Refund, intent: PaymentIntent, parts: Sequence[Refund]) -> str:
    """In the place of ours those by hand, and the other way round; or what a bank keeps."""
    gone = [one.refund_id for one in parts if one.state == "refunded" and one.is_granted != part.is_granted]
    gone += [intent.gone_by] if intent.gone_by else []
    return ", ".join([*gone, "dispute"] if by_banks(intent) else gone)
