from collections.abc import Iterator
from typing import Any

from choreography.envelope import Envelope
from contracts.bookings import BookingMarkedPaid, RefundGranted
from contracts.payments import (
    CaseDecided,
    OfflineRefundDue,
    PaymentFailed,
    PaymentRefunded,
    PaymentRequired,
    PaymentSucceeded,
    RefundFailed,
)
from handlers.views.known import known
from handlers.views.newer import newer
from handlers.views.rows import BookingView
from handlers.views.service import views


@views.step
def show_payment(
    said: PaymentRequired | PaymentSucceeded | PaymentFailed | PaymentRefunded | RefundFailed,
    view: BookingView | None,
    envelope: Envelope,
) -> Iterator[BookingView]:
    """That it is paid nothing takes back, so it needs no clock; of refunds the newest word counts."""
    view = known(said, view, envelope.time).but(provider_id=said.provider_id)
    match said:
        case PaymentRequired():
            yield view.but(client_secret=said.client_secret)
        case PaymentSucceeded():
            yield view.but(paid=said.price)
        case PaymentRefunded():
            yield newer(view, "refund_version", envelope.version, refunded=said.total or said.price, **mended(said))
        case RefundFailed():
            yield newer(view, "refund_version", envelope.version, refunded=said.total, **mended(said))
        case PaymentFailed():
            yield view


@views.step
def show_marked_paid(said: BookingMarkedPaid, view: BookingView | None, envelope: Envelope) -> Iterator[BookingView]:
    yield known(said, view, envelope.time).but(by_hand=True)


@views.step
def show_owed_back(said: OfflineRefundDue, view: BookingView | None, envelope: Envelope) -> Iterator[BookingView]:
    """It only grows, so it needs no clock."""
    view = known(said, view, envelope.time)
    yield view.but(owed_back=max(view.owed_back, said.total))


def mended(said: PaymentRefunded | RefundFailed) -> dict[str, Any]:
    """Why the rest of the money is still here; that of a part is for operators to see."""
    reason = said.reason if isinstance(said, RefundFailed) else ""
    return {} if said.refund_id else {"refund_failure": reason}


@views.step
def show_granted(said: RefundGranted, view: BookingView | None, envelope: Envelope) -> Iterator[BookingView]:
    view = newer(known(said, view, envelope.time), "grants", int(said.refund_id), granted=said.total)
    yield view.but(returned=tuple(sorted({*view.returned, *said.tickets})))


@views.step
def show_decided(said: CaseDecided, view: BookingView | None, envelope: Envelope) -> Iterator[BookingView]:
    """What went back by hand is granted too, and lessens what a cancellation gives."""
    if said.step == "book":
        view = known(said, view, envelope.time)
        yield view.but(granted=max(view.granted, said.found))
