from collections.abc import Iterator

from contracts.bookings import BookingCancelled, BookingExpired
from handlers.payments.own import CancelIntent, RefundPayment
from handlers.payments.refund import refund
from handlers.payments.rows import Over, PaymentIntent
from handlers.payments.service import payments


@payments.step
def booking_over(
    over: BookingExpired | BookingCancelled, intent: PaymentIntent | None
) -> Iterator[PaymentIntent | CancelIntent | RefundPayment]:
    """A cancelled booking gets its money back; whether money for an expired one is kept, bookings decides."""
    what: Over = "cancelled" if isinstance(over, BookingCancelled) else "expired"
    if intent is None:
        yield PaymentIntent(over.event_id, over.booking_id, over.buyer_id, "never", over=what)
    elif intent.over in ("cancelled", what):
        return
    elif intent.state == "succeeded" and what == "cancelled":
        yield from refund(intent.but(over=what))
    else:
        yield intent.but(over=what)
        if intent.state == "open":
            yield CancelIntent.of(intent)
