from collections.abc import Iterator

from contracts.payments import RefundRetried, RefundRetryRefused, RetryRefund
from handlers.payments.own import RefundPayment
from handlers.payments.refund import refund
from handlers.payments.rows import PaymentIntent
from handlers.payments.service import payments


@payments.step
def retry_refund(
    asked: RetryRefund, intent: PaymentIntent
) -> Iterator[PaymentIntent | RefundPayment | RefundRetried | RefundRetryRefused]:
    if intent.state != "refund_failed":
        yield RefundRetryRefused.of(intent, state=intent.state)
        return
    yield from refund(intent)
    yield RefundRetried.of(intent, attempt=intent.attempt + 1)
