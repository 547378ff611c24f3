"""Money that came another way: the organiser has it, and owes what is to go back. The provider hears nothing of it."""

from collections.abc import Iterator

from choreography.envelope import Envelope
from contracts.bookings import BookingMarkedPaid, RefundGranted
from contracts.payments import OfflineRefundDue, PaidOffline
from handlers.payments.ledger import given_back, of_parts, part, taken
from handlers.payments.own import TellBalance
from handlers.payments.rows import Balance, LedgerEntry, OfflinePayment

Offline = Iterator[OfflinePayment | LedgerEntry | Balance | TellBalance | PaidOffline | OfflineRefundDue]


def came(said: BookingMarkedPaid, balance: Balance | None, cause: Envelope) -> Offline:
    whose = said.event_id, said.booking_id, said.buyer_id, said.price, said.currency
    payment = OfflinePayment(*whose, said.breakdown, said.commission, said.lines)
    yield payment
    yield from taken(payment, cause, balance)
    yield PaidOffline.of(payment)


def owed_back(
    payment: OfflinePayment, granted: RefundGranted | None, balance: Balance | None, cause: Envelope
) -> Offline:
    """What was granted or, without that, all that is left; each refund once."""
    refund_id, amount = (granted.refund_id, granted.amount) if granted else ("", payment.left)
    if refund_id in payment.noted or not 0 < amount <= payment.left:
        return
    tickets = (*of_parts(payment), granted.tickets if granted else ())
    after = payment.but(parts=(*payment.parts, amount), tickets=tickets, noted=(*payment.noted, refund_id))
    yield after
    shares, breakdown = part(after, len(payment.parts))
    yield from given_back(after, cause, balance, shares)
    total = sum(after.parts)
    yield OfflineRefundDue.of(after, price=amount, breakdown=breakdown, refund_id=refund_id, total=total)
