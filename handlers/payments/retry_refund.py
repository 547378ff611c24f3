from collections.abc import Iterator
from datetime import datetime

from contracts.payments import RefundRetried, RefundRetryRefused, RetryRefund
from handlers.payments.own import RefundPart, RefundPayment
from handlers.payments.refund import refund
from handlers.payments.rows import PaymentIntent, Refund
from handlers.payments.service import payments

Outcome = Iterator[PaymentIntent | Refund | RefundPayment | RefundPart | RefundRetried | RefundRetryRefused]


@payments.step
def retry_refund(asked: RetryRefund, intent: PaymentIntent, part: Refund | None, now: datetime) -> Outcome:
    """Of all that is left, or of the part that is named."""
    failed = part if asked.refund_id else intent
    if failed is None or failed.state != "refund_failed":
        yield RefundRetryRefused.of(intent, state=failed.state if failed else "never")
        return
    yield from again(failed, now) if isinstance(failed, Refund) else refund(failed, now)
    yield RefundRetried.of(intent, attempt=failed.attempt + 1)


def again(part: Refund, now: datetime) -> Iterator[Refund | RefundPart]:
    yield (asked := part.but(state="refunding", attempt=part.attempt + 1, asked_at=now))
    yield RefundPart.of(asked)
