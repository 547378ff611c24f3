"""A booking is given up, or ended by others."""

from datetime import datetime

from contracts.base import Basket, Command, Event, OfBooking
from contracts.bookings.about import OfSeats, UseOfCode
from contracts.bookings.refunds import RefundBooking
from contracts.bookings.requests import GiveBooking, RequestBooking


class CancelBooking(OfBooking, Command):
    """The buyer gives the booking up; what was paid is refunded."""

    refund: int | None = None
    """What the buyer was told to get back: another sum is refused. None: whatever it is."""


class BookingCancelled(
    OfSeats, Basket, OfBooking, Event, carries=("use",),
    answers=(CancelBooking, RequestBooking, GiveBooking, RefundBooking), status=200,
):  # fmt: skip
    """The booking is over.

    `reason` says by whom: buyer, organiser, declined, not_chargeable, card_limit, event_cancelled,
    paid_too_late or offer_lapsed.
    """

    reason: str
    use: UseOfCode | None = None
    returned: bool = False
    """Its buyer gave up what was confirmed, and has money back."""


class BookingCancellationRefused(OfSeats, OfBooking, Event, answers=CancelBooking, status=409):
    """The booking stays as it is: it was over before, or `reason` says why.

    That is too_late_to_cancel, ticket_used or quote_changed.
    """

    state: str
    reason: str = ""
    refund: int | None = None
    """What cancelling would give back now, in the minor unit..."""
    currency: str = ""
    until: datetime | None = None
    """...and how long that holds, or held."""
    used: tuple[int, ...] = ()
    """The numbers of the tickets by which somebody came in."""


class BookingCancellationForbidden(OfBooking, Event, answers=CancelBooking, status=403):
    """The booking is another buyer's."""
