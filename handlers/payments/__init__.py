"""Payments: intents, refunds and the ledger. What is due is asked for here, and nowhere else is money moved."""

from handlers.payments import (
    booking_over,
    cancel_intent,
    close_intent,
    create_intent,
    hear_stripe,
    match_event,
    refund,
    refund_payment,
    require_payment,
    resources,
    retry_refund,
    take_money,
)
from handlers.payments.service import payments

__all__ = [
    "booking_over",
    "cancel_intent",
    "close_intent",
    "create_intent",
    "hear_stripe",
    "match_event",
    "payments",
    "refund",
    "refund_payment",
    "require_payment",
    "resources",
    "retry_refund",
    "take_money",
]
