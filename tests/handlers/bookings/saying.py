"""What is said around one booking of seat stalls-A1, for 50.00."""

from datetime import datetime, timedelta
from typing import Any, TypeVar

from choreography.testing import START, Bench
from contracts.base import Message
from contracts.bookings import (
    AcceptOffer,
    BookingCancelled,
    BookingConfirmed,
    BookingExpired,
    BookingHeld,
    BookingRequested,
    BookingSettling,
    CancelBooking,
    RequestBooking,
)
from contracts.catalog import EventCancelled, EventPublished, TicketType
from contracts.inventory import SeatsHeld, SeatsRejected
from contracts.payments import PaymentFailed, PaymentSettling, PaymentSucceeded
from handlers.bookings.rows import Booking

M = TypeVar("M", bound=Message)
OF: dict[str, Any] = {"event_id": "e1", "booking_id": "e1-b1"}
WHO: dict[str, Any] = OF | {"buyer_id": "ben"}
WHAT: dict[str, Any] = WHO | {"seats": ("stalls-A1",)}
PRICE: dict[str, Any] = {"price": 5_000, "currency": "EUR"}
HOLD = timedelta(minutes=10)


def published(**other: Any) -> EventPublished:
    said: dict[str, Any] = {
        "event_id": "e1",
        "name": "Concert",
        "currency": "EUR",
        "ticket_types": (TicketType(name="seated", price=5_000),),
        "capacity": 2,
        "sale_opens": START,
        "sale_closes": START + timedelta(days=1),
        "hold_for": HOLD,
    }
    return EventPublished(**said | other)


def event_cancelled() -> EventCancelled:
    return EventCancelled(event_id="e1", reason="rain")


def request() -> RequestBooking:
    return RequestBooking(**WHAT)


TWO = request().model_copy(update={"seats": ("stalls-A1", "stalls-A2")})


def cancel(**other: Any) -> CancelBooking:
    return CancelBooking(**WHO | other)


def held(attempt: int = 1, price: int = 5_000, stock_seq: int = 2) -> SeatsHeld:
    return SeatsHeld(**WHAT, attempt=attempt, price=price, currency="EUR", stock_seq=stock_seq)


def rejected(attempt: int = 1) -> SeatsRejected:
    return SeatsRejected(**WHO, attempt=attempt, reason="taken", lost=("stalls-A1",), stock_seq=7)


def accept(buyer: str = "ben") -> AcceptOffer:
    return AcceptOffer(**WHO | {"buyer_id": buyer})


def paid() -> PaymentSucceeded:
    return PaymentSucceeded(**WHO, **PRICE, provider_id="pi_1")


def settling() -> PaymentSettling:
    return PaymentSettling(**WHO, provider_id="pi_1")


def declined() -> PaymentFailed:
    return PaymentFailed(**WHO, provider_id="pi_1", reason="card_declined")


def never_made() -> PaymentFailed:
    return PaymentFailed(**WHO, provider_id="", reason="amount_too_small")


# the answers
def requested(attempt: int = 1, others: bool = False) -> BookingRequested:
    return BookingRequested(**WHAT, attempt=attempt, others=others)


def is_held(bench: Bench, stock_seq: int = 2) -> BookingHeld:
    return BookingHeld(**WHAT, **PRICE, expires_at=bench.now + HOLD, stock_seq=stock_seq)


def is_settling(until: datetime, stock_seq: int = 2) -> BookingSettling:
    return BookingSettling(**WHAT, expires_at=until, stock_seq=stock_seq)


def confirmed(price: int = 5_000, stock_seq: int = 2) -> BookingConfirmed:
    return BookingConfirmed(**WHAT, price=price, currency="EUR", stock_seq=stock_seq)


def expired(stock_seq: int = 2) -> BookingExpired:
    return BookingExpired(**WHAT, stock_seq=stock_seq)


def is_cancelled(reason: str, returned: bool = False, stock_seq: int = 2) -> BookingCancelled:
    return BookingCancelled(**WHAT, reason=reason, returned=returned, stock_seq=stock_seq)


def state(bench: Bench) -> str:
    booking = bench.row(Booking, "e1", "e1-b1")
    return booking.state if booking else ""


def timers(bench: Bench) -> list[str]:
    return [waiting.name for waiting in bench.waits() if waiting.name]
