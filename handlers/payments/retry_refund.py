from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Annotated

from choreography.row import Page
from choreography.vocabulary import Timer, at
from contracts.payments import RefundRetried, RefundRetryRefused, RefundSettled, RetryRefund
from handlers.payments.cut import cut
from handlers.payments.granted import at_once, rest_failed
from handlers.payments.ledger import of_parts
from handlers.payments.owed_yet import owed_of
from handlers.payments.own import RefundPart, RefundPayment, SettleParts
from handlers.payments.refund import BY_HAND, refund
from handlers.payments.rows import PaymentIntent, Refund
from handlers.payments.service import payments
from handlers.payments.settle_parts import settled

Outcome = Iterator[
    PaymentIntent | Refund | RefundPayment | RefundPart
    | RefundRetried | RefundRetryRefused | RefundSettled | SettleParts | Timer
]  # fmt: skip
Asked = Iterator[PaymentIntent | Refund | RefundPart | RefundSettled | SettleParts | Timer]


@payments.step
def retry_refund(
    asked: RetryRefund,
    intent: PaymentIntent,
    parts: Annotated[Page[Refund], at("event_id", "booking_id", after="after")],
    now: datetime,
) -> Outcome:
    """Of all that is left, or of the part that is named, as far as it is owed yet."""
    part = next((one for one in parts if one.refund_id == asked.refund_id), None)
    failed = part if asked.refund_id else intent
    if failed is None or failed.state != "refund_failed":
        yield RefundRetryRefused.of(intent, state=failed.state if failed else "never")
        return
    if isinstance(failed, Refund) and is_beside(failed, intent):
        yield RefundRetryRefused.of(intent, state=intent.state)
        return
    if isinstance(failed, Refund) and not (amount := owed_of(failed, intent, parts)):
        yield RefundRetryRefused.of(intent, state="settled")
        yield SettleParts.of(intent)
        return
    if isinstance(failed, Refund):
        after, part = again(failed, intent, now)
        yield after
        yield from asked_for(part, after, amount, parts, now)
    else:
        yield from refund(failed, now)
    yield RefundRetried.of(intent, attempt=failed.attempt + 1)


def is_beside(part: Refund, intent: PaymentIntent) -> bool:
    """Is it more than was left, and all that is left has yet to go? By that it is settled then."""
    return part.nth < 0 and (intent.state == "refunding" or rest_failed(intent))


def again(part: Refund, intent: PaymentIntent, now: datetime) -> tuple[PaymentIntent, Refund]:
    """Of one that was more than was left as much as is left now; it is settled where nothing is."""
    if part.nth < 0:
        amount = min(part.price, intent.left if intent.state in BY_HAND else 0)
        if not amount:
            return intent, part.but(state="settled")
        tickets = (*of_parts(intent), ())
        part = part.but(price=amount, nth=len(intent.parts))
        intent = intent.but(parts=(*intent.parts, amount), tickets=tickets)
    return intent, part.but(state="refunding", attempt=part.attempt + 1, asked_at=now)


def asked_for(part: Refund, intent: PaymentIntent, amount: int, parts: Sequence[Refund], now: datetime) -> Asked:
    """So much of it; what is more went back otherwise."""
    if part.state == "refunding":
        first, rest = cut(part, min(amount, part.price))
        yield first
        yield RefundPart.of(first)
        yield from (one.but(state="refund_failed", attempt=one.attempt - 1) for one in rest)
        if rest:
            yield SettleParts.of(intent)
    else:
        yield from settled(part, intent, parts)
        yield at_once(intent, now)
