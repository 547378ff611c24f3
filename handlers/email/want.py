from collections.abc import Iterator
from datetime import datetime

from choreography.vocabulary import Timer
from contracts.base import OfBooking
from contracts.bookings import (
    BookingAffected,
    BookingCancelled,
    BookingDue,
    BookingOffered,
    BookingSettling,
    ConfirmationRepeated,
)
from contracts.email import Kind
from contracts.inventory import SomeTicketsVoided, TicketsIssued, TicketsReissued, spoken_of
from contracts.money import money
from contracts.payments import OfflineRefundDue, PaymentRefunded
from handlers.email.facts import REASONS, costs, of_change, of_event, places, places_of, when
from handlers.email.guests import guest_of
from handlers.email.own import MailDue
from handlers.email.remind import watched
from handlers.email.rows import Guest, Happening
from handlers.email.service import email


@email.step
def tickets_issued(
    issued: TicketsIssued, event: Happening | None, guest: Guest | None, now: datetime
) -> Iterator[MailDue | Guest | Happening | Timer]:
    facts = {"places": places(issued), **costs(issued.breakdown, issued.currency)}
    yield to_buyer(issued, "confirmed", of_event(issued.event_id, event) | facts)
    yield from guest_of(issued, guest)
    yield from watched(event or Happening(issued.event_id), now)


@email.step
def tickets_reissued(said: TicketsReissued, event: Happening | None, guest: Guest | None) -> Iterator[MailDue | Guest]:
    """Each issue is a matter of its own: who did not ask for it learns that somebody did."""
    facts = {"places": places_of(said, spoken_of(said)), "booking": said.booking_id}
    mail = to_buyer(said, "confirmed", of_event(said.event_id, event) | facts)
    yield mail.model_copy(update={"matter": f"{said.booking_id}/{said.issue}"})
    yield from guest_of(said, guest)


@email.step
def confirmation_repeated(said: ConfirmationRepeated, event: Happening | None) -> Iterator[MailDue]:
    """Each ask is a matter of its own."""
    facts = of_event(said.event_id, event) | {"places": places(said), "booking": said.booking_id, "again": "yes"}
    mail = to_buyer(said, "confirmed", facts)
    yield mail.model_copy(update={"matter": f"{said.booking_id}/again/{said.number}"})


@email.step
def booking_affected(said: BookingAffected, event: Happening | None) -> Iterator[MailDue]:
    """Each change is a matter of its own. When and where it is now, who tells it knows best."""
    facts = (
        of_event(said.event_id, event) | of_change(said, event) | {"places": places(said), "booking": said.booking_id}
    )
    mail = to_buyer(said, "changed", facts)
    yield mail.model_copy(update={"matter": f"{said.booking_id}/{said.change}"})


@email.step
def booking_offered(said: BookingOffered, event: Happening | None) -> Iterator[MailDue]:
    """Of a booking there is one offer at most."""
    until = when(said.expires_at, event.utc_offset if event else 0)
    told = {"places": places(said), "booking": said.booking_id, "until": until, "offer": "yes"}
    told |= {"apart": "yes"} if said.apart else {}
    mail = to_buyer(
        said, "changed", of_event(said.event_id, event) | told | {"amount": money(said.price, said.currency)}
    )
    yield mail.model_copy(update={"matter": f"{said.booking_id}/offer"})


@email.step
def booking_due(said: BookingDue, event: Happening | None) -> Iterator[MailDue]:
    told = {"amount": money(said.price, said.currency)} | ({"reminder": "yes"} if said.reminder else {})
    yield awaited(said, "due", event, "/reminder" if said.reminder else "", told)


@email.step
def booking_settling(said: BookingSettling, event: Happening | None) -> Iterator[MailDue]:
    yield awaited(said, "settling", event)


def awaited(
    said: BookingDue | BookingSettling,
    kind: Kind,
    event: Happening | None,
    nth: str = "",
    facts: dict[str, str] | None = None,
) -> MailDue:
    """Each deadline is a matter of its own."""
    until = when(said.expires_at, event.utc_offset if event else 0)
    told = {"places": places(said), "booking": said.booking_id, "until": until} | (facts or {})
    mail = to_buyer(said, kind, of_event(said.event_id, event) | told)
    return mail.model_copy(update={"matter": f"{said.booking_id}/{said.expires_at.isoformat()}{nth}"})


@email.step
def booking_cancelled(cancelled: BookingCancelled, event: Happening | None) -> Iterator[MailDue]:
    facts = {"places": places(cancelled), "reason": REASONS.get(cancelled.reason, "")}
    yield to_buyer(cancelled, "cancelled", of_event(cancelled.event_id, event) | facts)


@email.step
def some_tickets_voided(
    said: SomeTicketsVoided, event: Happening | None, guest: Guest | None
) -> Iterator[MailDue | Guest]:
    """Each time is a matter of its own."""
    facts = {"places": places_of(said, said.tickets), "kept": places_of(said, left(said)), "booking": said.booking_id}
    mail = to_buyer(said, "cancelled", of_event(said.event_id, event) | facts)
    yield mail.model_copy(update={"matter": f"{said.booking_id}/void/{len(said.void)}"})
    yield from guest_of(said, guest, good=bool(left(said)))


def left(said: SomeTicketsVoided) -> tuple[int, ...]:
    """The numbers of the tickets that stay good."""
    return tuple(number for number in range(1, said.size + 1) if number not in said.void)


@email.step
def payment_refunded(refunded: PaymentRefunded | OfflineRefundDue, event: Happening | None) -> Iterator[MailDue]:
    """Each part is a matter of its own."""
    facts = {"amount": money(refunded.price, refunded.currency)}
    facts |= {"offline": "yes"} if isinstance(refunded, OfflineRefundDue) else {}
    facts |= {"twice": "yes"} if getattr(refunded, "reason", "") == "paid_another_way" else {}
    mail = to_buyer(refunded, "refunded", of_event(refunded.event_id, event) | facts)
    yield mail.model_copy(update={"matter": f"{mail.matter}/{refunded.refund_id}"}) if refunded.refund_id else mail


def to_buyer(said: OfBooking, kind: Kind, facts: dict[str, str]) -> MailDue:
    return MailDue(about=said.event_id, kind=kind, recipient=said.buyer_id, matter=said.booking_id, facts=facts)
