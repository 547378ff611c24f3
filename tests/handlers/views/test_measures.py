"""How long a booking took, by how it ended."""

from datetime import timedelta

import pytest

from choreography.testing import START, Bench
from contracts.bookings import BookingCancelled, BookingConfirmed, BookingExpired, BookingRejected, BookingRequested
from handlers.views.measures import ended
from handlers.views.rows import BookingView

MINE = {"event_id": "e1", "booking_id": "e1-b1", "buyer_id": "ann"}
ASKED = {**MINE, "seats": ("stalls-A1",), "ticket_type": "", "quantity": 0}
PRICED = {**ASKED, "price": 1, "currency": "EUR", "stock_seq": 2}
REQUESTED = BookingRequested(**ASKED, attempt=1)


def took(views: Bench, message: object, version: int) -> tuple[str, float] | None:
    """What the change tells that the message makes, ten seconds after the one before."""
    before = views.row(BookingView, "e1", "e1-b1")
    views.when(message, at=START + timedelta(seconds=10 * version), version=version)
    after = views.row(BookingView, "e1", "e1-b1")
    assert after
    return ended(before, after)


@pytest.mark.parametrize(
    ("end", "outcome"),
    [
        (BookingConfirmed(**PRICED), "confirmed"),
        (BookingRejected(**MINE, reason="taken"), "rejected"),
        (BookingExpired(**ASKED), "expired"),
        (BookingCancelled(**ASKED, reason="declined"), "cancelled"),
    ],
)
def test_a_booking_takes_from_its_request_to_its_end(views: Bench, end: object, outcome: str) -> None:
    assert took(views, REQUESTED, 1) is None
    assert took(views, end, 2) == (outcome, 10.0)


def test_what_was_confirmed_and_is_cancelled_later_ended_once(views: Bench) -> None:
    assert [took(views, REQUESTED, 1), took(views, BookingConfirmed(**PRICED), 2)][1] == ("confirmed", 10.0)
    assert took(views, BookingCancelled(**ASKED, reason="buyer"), 3) is None


def test_what_expired_and_is_paid_late_ends_once_more(views: Bench) -> None:
    assert [took(views, REQUESTED, 1), took(views, BookingExpired(**ASKED), 2)][1] == ("expired", 10.0)
    assert took(views, BookingRequested(**ASKED, attempt=2), 3) is None
    assert took(views, BookingConfirmed(**PRICED), 4) == ("confirmed", 30.0)


def test_what_is_refused_at_once_took_no_time(views: Bench) -> None:
    assert took(views, BookingRejected(**MINE, reason="not_on_sale"), 0) == ("rejected", 0.0)
