from collections.abc import Iterator
from datetime import datetime

from choreography.envelope import Envelope
from choreography.vocabulary import Timer
from contracts.bookings import BookingCancelled, BookingExpired, BookingMarkedPaid
from contracts.payments import OfflineRefundDue, PaidOffline
from handlers.payments.compare_booking import at_once
from handlers.payments.granted import looked_at
from handlers.payments.offline import came, owed_back
from handlers.payments.own import CancelIntent, CompareBooking, FreeCard, RefundPayment, SettleParts, TellBalance
from handlers.payments.refund import refund
from handlers.payments.rows import NOT_OURS, Balance, LedgerEntry, OfflinePayment, Over, PaymentIntent
from handlers.payments.service import payments


@payments.step
def booking_over(
    over: BookingExpired | BookingCancelled | BookingMarkedPaid,
    intent: PaymentIntent | None,
    offline: OfflinePayment | None,
    balance: Balance | None,
    envelope: Envelope,
    now: datetime,
) -> Iterator[
    PaymentIntent | OfflinePayment | LedgerEntry | Balance
    | CancelIntent | RefundPayment | FreeCard | TellBalance | PaidOffline | OfflineRefundDue | SettleParts | Timer
]:  # fmt: skip
    """Money for what is cancelled, or paid another way, goes back; for what is expired bookings decides."""
    if isinstance(over, BookingMarkedPaid) and offline is None:
        yield from came(over, balance, envelope)
    elif isinstance(over, BookingCancelled) and offline:
        yield from owed_back(offline, None, balance, envelope)
    yield from closing(over, intent, now)


def closing(
    over: BookingExpired | BookingCancelled | BookingMarkedPaid, intent: PaymentIntent | None, now: datetime
) -> Iterator[PaymentIntent | CancelIntent | RefundPayment | FreeCard | SettleParts | Timer]:
    """What the provider has, or may get yet. Of what somebody gave back by hand before, all is due now."""
    what = fate(over)
    if intent is None:
        yield PaymentIntent(over.event_id, over.booking_id, over.buyer_id, "never", over=what)
    elif intent.over in (*NOT_OURS, what):
        return
    elif intent.state == "succeeded" and what in NOT_OURS:
        yield from refund(intent.but(over=what), now)
        if intent.card:
            yield FreeCard.of(intent)
        yield at_once(CompareBooking.of(intent), now)
    else:
        yield (after := intent.but(over=what))
        if intent.state == "open":
            yield CancelIntent.of(intent)
        elif intent.state in ("refunded", "refund_failed") and what in NOT_OURS:
            yield from looked_at(after, now)


def fate(over: BookingExpired | BookingCancelled | BookingMarkedPaid) -> Over:
    match over:
        case BookingExpired():
            return "expired"
        case BookingCancelled():
            return "cancelled"
        case BookingMarkedPaid():
            return "paid"
