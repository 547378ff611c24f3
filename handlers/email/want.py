from collections.abc import Iterator

from contracts.base import OfBooking
from contracts.bookings import BookingCancelled
from contracts.email import Kind
from contracts.inventory import TicketsIssued
from contracts.payments import PaymentRefunded
from handlers.email.facts import REASONS, money, of_event, places
from handlers.email.own import MailDue
from handlers.email.rows import Happening
from handlers.email.service import email


@email.step
def tickets_issued(issued: TicketsIssued, event: Happening | None) -> Iterator[MailDue]:
    yield to_buyer(issued, "confirmed", of_event(issued.event_id, event) | {"places": places(issued)})


@email.step
def booking_cancelled(cancelled: BookingCancelled, event: Happening | None) -> Iterator[MailDue]:
    facts = {"places": places(cancelled), "reason": REASONS.get(cancelled.reason, "")}
    yield to_buyer(cancelled, "cancelled", of_event(cancelled.event_id, event) | facts)


@email.step
def payment_refunded(refunded: PaymentRefunded, event: Happening | None) -> Iterator[MailDue]:
    facts = {"amount": money(refunded.price, refunded.currency)}
    yield to_buyer(refunded, "refunded", of_event(refunded.event_id, event) | facts)


def to_buyer(said: OfBooking, kind: Kind, facts: dict[str, str]) -> MailDue:
    return MailDue(about=said.event_id, kind=kind, recipient=said.buyer_id, matter=said.booking_id, facts=facts)
