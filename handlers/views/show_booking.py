from collections.abc import Iterator
from typing import Any

from choreography.envelope import Envelope
from contracts.base import OfBooking
from contracts.bookings import (
    BookingAffected,
    BookingCancelled,
    BookingConfirmed,
    BookingDue,
    BookingExpired,
    BookingHeld,
    BookingOffered,
    BookingRejected,
    BookingRequested,
    BookingSettling,
    HoldersNamed,
)
from handlers.views.known import known
from handlers.views.newer import newer
from handlers.views.rows import BookingState, BookingView
from handlers.views.service import views


@views.step
def show_request(said: BookingRequested, view: BookingView | None, envelope: Envelope) -> Iterator[BookingView]:
    """A booking asks for its seats a second time only if its money came late."""
    view = moved(said, view, envelope, "requested" if said.attempt == 1 else "late")
    yield view.but(complimentary=view.complimentary or said.complimentary)


@views.step
def show_hold(said: BookingHeld, view: BookingView | None, envelope: Envelope) -> Iterator[BookingView]:
    yield priced(said, moved(said, view, envelope, "held", expires_at=said.expires_at), envelope)


@views.step
def show_due(said: BookingDue, view: BookingView | None, envelope: Envelope) -> Iterator[BookingView]:
    """Another start of its event gives it another deadline."""
    yield moved(said, view, envelope, "held", expires_at=said.expires_at).but(offline=True)


@views.step
def show_settling(said: BookingSettling, view: BookingView | None, envelope: Envelope) -> Iterator[BookingView]:
    yield moved(said, view, envelope, "settling", expires_at=said.expires_at)


@views.step
def show_offer(said: BookingOffered, view: BookingView | None, envelope: Envelope) -> Iterator[BookingView]:
    """Whatever is told later of the seats that it had before, these are its own."""
    view = priced(said, moved(said, view, envelope, "offered", expires_at=said.expires_at), envelope)
    what = {"seats": said.seats, "ticket_type": said.ticket_type, "quantity": said.quantity}
    yield view.but(**what, offered=True, apart=said.apart)


@views.step
def show_confirmed(said: BookingConfirmed, view: BookingView | None, envelope: Envelope) -> Iterator[BookingView]:
    yield priced(said, moved(said, view, envelope, "confirmed"), envelope)


@views.step
def show_affected(said: BookingAffected, view: BookingView | None, envelope: Envelope) -> Iterator[BookingView]:
    """The event's changes are numbered: that is the clock."""
    yield newer(known(said, view, envelope.time), "change", said.change, refund_until=said.refund_until)


@views.step
def show_holders(said: HoldersNamed, view: BookingView | None, envelope: Envelope) -> Iterator[BookingView]:
    yield newer(known(said, view, envelope.time), "edit", said.edit, holders=said.names)


@views.step
def show_rejected(said: BookingRejected, view: BookingView | None, envelope: Envelope) -> Iterator[BookingView]:
    yield moved(said, view, envelope, "rejected", reason=said.reason, lost=said.lost)


@views.step
def show_expired(said: BookingExpired, view: BookingView | None, envelope: Envelope) -> Iterator[BookingView]:
    yield moved(said, view, envelope, "expired")


@views.step
def show_cancelled(said: BookingCancelled, view: BookingView | None, envelope: Envelope) -> Iterator[BookingView]:
    yield moved(said, view, envelope, "cancelled", reason=said.reason)


def moved(
    said: OfBooking, view: BookingView | None, envelope: Envelope, state: BookingState, **fields: Any
) -> BookingView:
    """The view in this state, unless a newer one is known; what belongs to the state before is forgotten."""
    view = known(said, view, envelope.time)
    told = {"expires_at": None, "reason": "", "lost": (), **fields}
    return newer(view, "state_version", envelope.version, state=state, **told)


def priced(said: BookingHeld | BookingOffered | BookingConfirmed, view: BookingView, envelope: Envelope) -> BookingView:
    told = {name: getattr(said, name) for name in ("price", "currency", "breakdown", "code", "shares")}
    return newer(view, "price_version", envelope.version, **told)
