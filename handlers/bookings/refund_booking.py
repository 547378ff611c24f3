from collections.abc import Iterator

from contracts.bookings import BookingForbidden, RefundBooking, RefundGranted, RefundNotGranted
from handlers.bookings.rows import Booking, Sale
from handlers.bookings.service import bookings


@bookings.step
def refund_booking(
    asked: RefundBooking, booking: Booking, sale: Sale
) -> Iterator[Booking | RefundGranted | RefundNotGranted | BookingForbidden]:
    """What is granted counts at once, whatever becomes of it: so never more than was paid, whoever asks at once."""
    if not sale.obeys(asked):
        yield BookingForbidden.of(asked)
        return
    left = booking.owed if booking.state == "confirmed" else 0
    amount = left if asked.amount is None else asked.amount
    if not left or amount > left:
        yield RefundNotGranted.of(booking, reason="more_than_paid" if left else "nothing_paid", left=left)
        return
    yield (after := booking.changed(refunds=1, granted=amount))
    fate = {"refund_id": str(after.refunds), "amount": amount, "total": after.granted}
    yield RefundGranted.of(booking, currency=booking.currency, **fate)
