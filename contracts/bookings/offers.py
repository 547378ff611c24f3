"""Other seats, for whose money came late."""

from datetime import datetime

from contracts.base import Basket, Command, Event, OfBooking
from contracts.bookings.about import OfSeats
from contracts.prices import Breakdown


class AcceptOffer(OfBooking, Command):
    """The buyer whose money came late takes the other seats that are held; to cancel the booking is to decline them."""


class BookingOffered(Basket, OfBooking, Event):
    """The money came late and the seats are another's: these, at the same price, are its buyer's for the taking."""

    price: int
    currency: str
    breakdown: Breakdown | None = None
    code: str = ""
    shares: tuple[int, ...] = ()
    expires_at: datetime
    stock_seq: int
    apart: bool = False
    """They are not side by side."""


class OfferRefused(OfSeats, OfBooking, Event, answers=AcceptOffer, status=409):
    """The booking has no offer, or none any more: it is as `state` says."""

    state: str


class OfferForbidden(OfBooking, Event, answers=AcceptOffer, status=403):
    """The booking is another buyer's."""
