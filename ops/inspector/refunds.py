"""What an operator must know of a refund that failed."""

from collections.abc import Iterable
from dataclasses import dataclass

from contracts.payments import RetryRefund
from handlers.payments.rows import PaymentIntent, Refund


@dataclass(frozen=True)
class FailedRefund:
    """`reason` is the provider's code, `attempt` how often it was asked; the price, in the minor unit, is at risk."""

    event_id: str
    booking_id: str
    buyer_id: str
    provider_id: str | None
    price: int
    currency: str
    reason: str
    attempt: int
    refund_id: str = ""
    """Of a refund in part."""

    def retried(self) -> RetryRefund:
        return RetryRefund.of(self, refund_id=self.refund_id)


def failed(intents: Iterable[PaymentIntent], parts: Iterable[Refund]) -> list[FailedRefund]:
    found = [of(one, price=one.left) for one in intents if one.state == "refund_failed"]
    found += [of(one, price=one.price, refund_id=one.refund_id) for one in parts if one.state == "refund_failed"]
    return sorted(found, key=lambda one: (one.event_id, one.booking_id, one.refund_id))


def of(row: PaymentIntent | Refund, **fields: object) -> FailedRefund:
    names = ("event_id", "booking_id", "buyer_id", "provider_id", "currency", "reason", "attempt")
    known: dict[str, object] = {name: getattr(row, name) for name in names}
    return FailedRefund(**{**known, **fields})  # type: ignore[arg-type]
