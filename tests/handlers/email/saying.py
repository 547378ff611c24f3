"""What email hears in its tests, and what it knows then."""

from datetime import UTC, datetime, timedelta
from typing import Any

from choreography.envelope import derived
from choreography.testing import START
from contracts.bookings import BookingAffected, BookingCancelled, BookingOffered, ConfirmationRepeated
from contracts.catalog import EventCreated, EventPublished, TicketType
from contracts.email import EmailSent, Kind
from contracts.identity import UserRegistered
from contracts.inventory import TicketsIssued, TicketsReissued
from contracts.payments import PaymentRefunded
from contracts.prices import Breakdown
from contracts.sealed import Sealed
from handlers.email.own import MailDue, MailHeld, MailNotSent, MailSent, SendMail
from handlers.email.rows import Delivery

STARTS = datetime(2026, 9, 4, 19, 30, tzinfo=UTC)
WHO = {"event_id": "opera", "booking_id": "opera-b1", "buyer_id": "ann"}
MAIL = {"about": "opera", "recipient": "ann", "matter": "opera-b1"}
SEATS = ("stalls-A1", "stalls-A2")
ADDRESS = Sealed(person_id="ann", key_version=1, nonce="n", ciphertext="c")
OFFER = {
    "event_id": "opera", "currency": "EUR", "ticket_types": (TicketType(name="seat", price=5000),),
    "sale_opens": STARTS, "sale_closes": STARTS,
}  # fmt: skip


def created() -> EventCreated:
    return EventCreated(**OFFER, name="Tosca", organiser_id="org", place="Graz", starts_at=STARTS, ends_at=STARTS)


def published(name: str = "Tosca") -> EventPublished:
    return EventPublished(**OFFER, name=name, capacity=2)


def issued(breakdown: Breakdown | None = None) -> TicketsIssued:
    return TicketsIssued(**WHO, seats=SEATS, codes=("c1", "c2"), currency="EUR", breakdown=breakdown, stock_seq=3)


def reissued(issue: int = 2) -> TicketsReissued:
    return TicketsReissued(**WHO, seats=SEATS, codes=("c3", "c4"), issue=issue, stock_seq=issue + 2)


def cancelled(reason: str = "buyer") -> BookingCancelled:
    return BookingCancelled(**WHO, seats=SEATS, reason=reason)


def repeated(number: int = 1) -> ConfirmationRepeated:
    return ConfirmationRepeated(**WHO, seats=SEATS, number=number)


def affected(change: int = 1, **other: Any) -> BookingAffected:
    said = {"changed": ("starts_at",), "place": "Linz", "starts_at": STARTS, "refund_until": STARTS} | other
    return BookingAffected(**WHO, seats=SEATS, change=change, **said)


def offered(apart: bool = False) -> BookingOffered:
    terms = {"price": 10050, "currency": "EUR", "expires_at": STARTS, "stock_seq": 3}
    return BookingOffered(**WHO, seats=SEATS, **terms, apart=apart)


def refunded() -> PaymentRefunded:
    return PaymentRefunded(**WHO, provider_id="pi", price=10050, currency="EUR")


def registered() -> UserRegistered:
    return UserRegistered(account_id="ann", request="r1", mail=ADDRESS, roles=("buyer",))


def message_id(kind: Kind = "confirmed", about: str = "opera", matter: str = "opera-b1") -> str:
    return derived("mail", about, kind, "ann", matter)


def due(kind: Kind = "confirmed", **facts: str) -> MailDue:
    return MailDue(**MAIL, kind=kind, facts=facts)


def send(kind: Kind = "confirmed", **facts: str) -> SendMail:
    return SendMail(**MAIL, kind=kind, facts=facts, message_id=message_id(kind))


def sent() -> MailSent:
    return MailSent(**MAIL, kind="confirmed")


def not_sent(reason: str, again: bool = False) -> MailNotSent:
    return MailNotSent(**MAIL, kind="confirmed", reason=reason, again=again)


def held(kind: Kind = "confirmed") -> MailHeld:
    """For eight hours."""
    return MailHeld(**MAIL, kind=kind, until=START + timedelta(hours=8))


def email_sent() -> EmailSent:
    return EmailSent(**MAIL, kind="confirmed", message_id=message_id())


def delivery(**fields: object) -> Delivery:
    return Delivery("opera", "confirmed", "ann", "opera-b1", message_id(), **fields)  # type: ignore[arg-type]
