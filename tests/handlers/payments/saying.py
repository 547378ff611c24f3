"""What is said around the payment of one booking of 50.00."""

from datetime import timedelta
from typing import Any

from choreography.testing import START, Bench
from contracts.base import Message
from contracts.bookings import BookingCancelled, BookingExpired, BookingMarkedPaid
from contracts.edge import StripeEventReceived, StripeEventUnmatched, stripe_event
from contracts.inventory import SeatsHeld
from contracts.payments import (
    PaymentFailed,
    PaymentRefunded,
    PaymentRequired,
    PaymentSettling,
    PaymentSucceeded,
    RefundFailed,
    RetryRefund,
    StripeEventMatched,
)
from handlers.payments.own import (
    CancelIntent,
    CreateIntent,
    IntentClosed,
    IntentCreated,
    IntentFailed,
    RefundDone,
    RefundPayment,
    RefundRefused,
)
from handlers.payments.rows import LedgerEntry, PaymentIntent

WHO: dict[str, Any] = {"event_id": "e1", "booking_id": "e1-b1", "buyer_id": "ben"}
PRICE: dict[str, Any] = {"price": 5_000, "currency": "EUR"}
PI: dict[str, Any] = WHO | {"provider_id": "pi_1"}
WHAT: dict[str, Any] = WHO | {"seats": ("stalls-A1",)}


# from others
def held(attempt: int = 1, price: int = 5_000, **other: Any) -> SeatsHeld:
    return SeatsHeld(**WHAT | other, attempt=attempt, price=price, currency="EUR", stock_seq=2)


def expired() -> BookingExpired:
    return BookingExpired(**WHAT)


def cancelled(reason: str = "buyer") -> BookingCancelled:
    return BookingCancelled(**WHAT, reason=reason)


def marked_paid() -> BookingMarkedPaid:
    return BookingMarkedPaid(**WHAT, **PRICE)


def retry() -> RetryRefund:
    return RetryRefund(**WHO)


# from the provider
def webhook(kind: str, evt: str = "evt_1", **about: Any) -> StripeEventReceived | StripeEventUnmatched:
    """`about` takes the place of fields of the object; metadata=None is an object that is not of our making."""
    thing = {"id": "pi_1", "amount": 5_000, "currency": "eur", "metadata": WHO} | about
    event = {"id": evt, "type": kind, "created": int(START.timestamp()), "data": {"object": thing}}
    return stripe_event(event)


def paid(received: int = 5_000, **about: Any) -> StripeEventReceived | StripeEventUnmatched:
    return webhook("payment_intent.succeeded", amount_received=received, **about)


def declined(id: str = "evt_d1", code: str = "expired_card") -> StripeEventReceived | StripeEventUnmatched:
    return webhook("payment_intent.payment_failed", id, last_payment_error={"code": code})


def processing(id: str = "evt_p1", at: int = 0) -> StripeEventReceived | StripeEventUnmatched:
    """`at` is seconds of the provider's clock."""
    said = webhook("payment_intent.processing", id)
    return said.model_copy(update={"created": START + timedelta(seconds=at)})


def closed_there() -> StripeEventReceived | StripeEventUnmatched:
    return webhook("payment_intent.canceled", "evt_c1")


def refund(status: str, attempt: int | None = 1, what: str = "updated", **about: Any) -> Any:
    """A refund of ours, or of somebody's at the provider if it has no attempt."""
    metadata = WHO | {"attempt": str(attempt)} if attempt else None
    said = {"id": "re_1", "payment_intent": "pi_1", "status": status, "metadata": metadata} | about
    return webhook(f"refund.{what}", f"evt_{status}{attempt}{what}", **said)


def dispute(what: str, status: str = "needs_response", **about: Any) -> StripeEventMatched:
    """Of all of the money; a bank's object has no metadata of ours."""
    said = {"id": "dp_1", "payment_intent": "pi_1", "status": status, "reason": "fraudulent", "metadata": {}} | about
    told = webhook(f"charge.dispute.{what}", f"evt_{what}{status}", **said)
    return StripeEventMatched(**told.model_dump(), **WHO)


def lost(amount: int) -> list[Message]:
    """A bank takes so much of it, and keeps it."""
    return [dispute("funds_withdrawn", amount=amount), dispute("closed", "lost", amount=amount)]


# to itself
def created() -> IntentCreated:
    return IntentCreated(**PI, client_secret="pi_1_secret")


def not_created() -> IntentFailed:
    return IntentFailed(**WHO, reason="amount_too_small")


def closed(status: str = "canceled", price: int = 0) -> IntentClosed:
    return IntentClosed(**PI, status=status, price=price, currency="EUR")


def refund_done(status: str = "succeeded", attempt: int = 1) -> RefundDone:
    return RefundDone(**WHO, attempt=attempt, status=status)


def refund_refused(attempt: int = 1) -> RefundRefused:
    return RefundRefused(**WHO, attempt=attempt, reason="no_money")


# what is said and asked for
CREATE = CreateIntent(**WHO, **PRICE)
CANCEL = CancelIntent(**PI)
REQUIRED = PaymentRequired(**PI, **PRICE, client_secret="pi_1_secret")
SETTLING = PaymentSettling(**PI)
SUCCEEDED = PaymentSucceeded(**PI, **PRICE)
REFUNDED = PaymentRefunded(**PI, **PRICE, total=5_000)


def failed(reason: str = "expired_card", **other: Any) -> PaymentFailed:
    return PaymentFailed(**PI | other, reason=reason)


def refund_failed(reason: str) -> RefundFailed:
    return RefundFailed(**PI, **PRICE, reason=reason)


def give_back(attempt: int = 1) -> RefundPayment:
    return RefundPayment(**PI, **PRICE, attempt=attempt)


def state(bench: Bench) -> str:
    intent = bench.row(PaymentIntent, "e1", "e1-b1")
    return intent.state if intent else ""


def balance(bench: Bench) -> dict[str, int]:
    """By account, what all entries come to."""
    found: dict[str, int] = {}
    for entry in bench.books.rows.get(LedgerEntry, {}).values():
        assert isinstance(entry, LedgerEntry)
        found[entry.account] = found.get(entry.account, 0) + entry.amount
    return found
