from collections.abc import Iterator

from contracts.bookings import BookingCancelled, BookingExpired, BookingMarkedPaid
from handlers.payments.own import CancelIntent, RefundPayment
from handlers.payments.refund import refund
from handlers.payments.rows import NOT_OURS, Over, PaymentIntent
from handlers.payments.service import payments


@payments.step
def booking_over(
    over: BookingExpired | BookingCancelled | BookingMarkedPaid, intent: PaymentIntent | None
) -> Iterator[PaymentIntent | CancelIntent | RefundPayment]:
    """Money for what is cancelled, or paid another way, goes back; for what is expired bookings decides."""
    what = fate(over)
    if intent is None:
        yield PaymentIntent(over.event_id, over.booking_id, over.buyer_id, "never", over=what)
    elif intent.over in (*NOT_OURS, what):
        return
    elif intent.state == "succeeded" and what in NOT_OURS:
        yield from refund(intent.but(over=what))
    else:
        yield intent.but(over=what)
        if intent.state == "open":
            yield CancelIntent.of(intent)


def fate(over: BookingExpired | BookingCancelled | BookingMarkedPaid) -> Over:
    match over:
        case BookingExpired():
            return "expired"
        case BookingCancelled():
            return "cancelled"
        case BookingMarkedPaid():
            return "paid"
