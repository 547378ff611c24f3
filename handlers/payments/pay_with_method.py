from collections.abc import Iterator
from datetime import datetime

from contracts.payments import (
    PaymentMethodAccepted,
    PaymentMethodOffered,
    PaymentMethodRefused,
    PayWithMethod,
    SavedMethod,
)
from handlers.payments.rows import Customer, PaymentIntent
from handlers.payments.service import payments
from handlers.payments.wallet_own import ChargeMethod, MethodCharged


@payments.step
def pay_with_method(
    asked: PayWithMethod, customer: Customer | None, now: datetime
) -> Iterator[PaymentMethodAccepted | PaymentMethodOffered | PaymentMethodRefused]:
    """Whose it is, is known in the person's partition; what is due in the booking's."""
    method = found(customer, asked.method_id)
    if customer is None or method is None:
        yield PaymentMethodRefused.of(asked, reason="unknown_method")
    elif method.is_expired(now):
        yield PaymentMethodRefused.of(asked, reason="method_expired")
    else:
        yield PaymentMethodAccepted.of(asked)
        yield PaymentMethodOffered.of(asked, customer, buyer_id=asked.account_id)


@payments.step
def charge_method(offered: PaymentMethodOffered, intent: PaymentIntent | None) -> Iterator[ChargeMethod]:
    """Only its buyer pays a booking so, and only while money is due."""
    if intent and intent.buyer_id == offered.buyer_id and intent.state == "open" and not intent.over:
        yield ChargeMethod.of(offered, intent)


@payments.step
def method_charged(charged: MethodCharged, intent: PaymentIntent) -> Iterator[PaymentIntent]:
    """Money, or a decline, is told by webhook; what the provider would not even try is noted."""
    if charged.reason and intent.state == "open":
        yield intent.but(reason=charged.reason)


def found(customer: Customer | None, method_id: str) -> SavedMethod | None:
    return next((one for one in customer.methods if one.method_id == method_id), None) if customer else None
