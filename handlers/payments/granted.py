"""What a booking granted back, beside what of its money has gone back."""

from datetime import datetime

from choreography.vocabulary import Timer
from handlers.payments.own import CompareRefunds
from handlers.payments.rows import NOT_OURS, PaymentIntent, Refund
from handlers.payments.settings import settings

REFUNDS = "refunds"
"""The timer, one a booking."""


def due_back(intent: PaymentIntent) -> int:
    """In all; of a booking that is cancelled, or was paid another way, or has no right to it, the whole."""
    return intent.price if intent.over in NOT_OURS or intent.attempt else intent.granted


def gone_back(intent: PaymentIntent) -> int:
    """In all; a part that failed has not, though the rest did."""
    return intent.returned + (intent.left if intent.state == "refunded" else 0)


def is_owed(part: Refund, intent: PaymentIntent) -> bool:
    """One that was granted and failed is not where somebody gave back at the provider all that was granted."""
    return not part.is_granted or due_back(intent) > gone_back(intent)


def at_once(intent: PaymentIntent, now: datetime) -> Timer:
    return Timer(REFUNDS, now, CompareRefunds.of(intent, grants=intent.grants))


def looked_at(intent: PaymentIntent, now: datetime) -> Timer:
    """At once where they agree, so that no timer stays and a case of it is gone; else once the grace is over."""
    agree = due_back(intent) == gone_back(intent)
    when = now if agree else now + settings().refund_grace
    return Timer(REFUNDS, when, CompareRefunds.of(intent, grants=intent.grants))
