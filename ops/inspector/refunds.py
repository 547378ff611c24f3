"""What an operator must know of a refund that failed."""

from collections.abc import Iterable
from dataclasses import dataclass

from contracts.payments import RetryRefund
from handlers.payments.rows import PaymentIntent


@dataclass(frozen=True)
class FailedRefund:
    """`reason` is the provider's code, `attempt` how often it was asked; the price is in the minor unit."""

    event_id: str
    booking_id: str
    buyer_id: str
    provider_id: str | None
    price: int
    currency: str
    reason: str
    attempt: int

    def retried(self) -> RetryRefund:
        return RetryRefund.of(self)


def failed(intents: Iterable[PaymentIntent]) -> list[FailedRefund]:
    return [
        FailedRefund(**{name: getattr(one, name) for name in FailedRefund.__dataclass_fields__})
        for one in sorted(intents, key=lambda intent: intent.key)
        if one.state == "refund_failed"
    ]
