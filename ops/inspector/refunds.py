"""What an operator must know of a refund that failed, or is pending for long."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from contracts.payments import RetryRefund
from handlers.payments.rows import PaymentIntent, Refund
from handlers.payments.settings import settings


@dataclass(frozen=True)
class FailedRefund:
    """`reason` is the provider's code, or `pending`, `attempt` how often it was asked; the price, in the minor unit, is
    at risk."""

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


def too_long() -> timedelta:
    return settings().refund_pending_at_most


def pending(row: PaymentIntent | Refund, now: datetime) -> bool:
    """For longer than it should be?"""
    return row.state == "refunding" and row.asked_at is not None and row.asked_at < now - too_long()


def failed(intents: Iterable[PaymentIntent], parts: Iterable[Refund], now: datetime) -> list[FailedRefund]:
    def stands(row: PaymentIntent | Refund) -> bool:
        return row.state == "refund_failed" or pending(row, now)

    found = [of(one, price=one.left) for one in intents if stands(one)]
    found += [of(one, price=one.price, refund_id=one.refund_id) for one in parts if stands(one)]
    return sorted(found, key=lambda one: (one.event_id, one.booking_id, one.refund_id))


def of(row: PaymentIntent | Refund, **fields: object) -> FailedRefund:
    names = ("event_id", "booking_id", "buyer_id", "provider_id", "currency", "reason", "attempt")
    known: dict[str, object] = {name: getattr(row, name) for name in names}
    known |= {"reason": "pending"} if row.state == "refunding" else {}
    return FailedRefund(**{**known, **fields})  # type: ignore[arg-type]
