"""Money that came another way than through the payment provider."""

from contracts.base import Basket, Command, Event, OfBooking
from contracts.bookings.about import ByOrganiserOf, OfSeats
from contracts.prices import Breakdown, Line


class MarkPaid(ByOrganiserOf, Command):
    """The money of a held booking came another way than through the payment provider."""


class BookingMarkedPaid(
    OfSeats,
    Basket,
    OfBooking,
    Event,
    carries=("price", "currency", "breakdown", "commission", "lines"),
    answers=MarkPaid,
):
    """The money came another way: no more is due, and what comes through the payment provider goes back."""

    price: int
    currency: str
    breakdown: Breakdown | None = None
    commission: int = 0
    """What of the net price is a fee that the organiser bears."""
    lines: tuple[Line, ...] = ()
    """Of each ticket, in their order; empty where all of them cost the same."""


class BookingNotMarkedPaid(OfSeats, OfBooking, Event, answers=MarkPaid, status=409):
    """The booking does not wait for money: it is as `state` says."""

    state: str
