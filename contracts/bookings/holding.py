"""The seats are had, and something is due."""

from datetime import datetime

from contracts.base import Basket, Event, OfBooking
from contracts.bookings.about import OfSeats
from contracts.bookings.requests import RequestBooking
from contracts.prices import Breakdown
from contracts.waiting_room import place_id


class BookingHeld(Basket, OfBooking, Event, answers=RequestBooking, status=201):
    """The seats are held until `expires_at`; the price is due."""

    price: int
    """In the currency's minor unit."""
    currency: str
    breakdown: Breakdown | None = None
    code: str = ""
    """The discount code that the price is by."""
    shares: tuple[int, ...] = ()
    """What each of its tickets costs, in their order; empty where all of them cost the same."""
    expires_at: datetime
    stock_seq: int


class BookingSettling(OfSeats, Basket, OfBooking, Event):
    """It awaits settlement of a slow payment: the seats are held until `expires_at`, and nothing more is to be paid."""

    expires_at: datetime


class BookingDue(OfSeats, Basket, OfBooking, Event, carries=("price", "currency")):
    """The price is to be paid to the organiser until `expires_at`, or the booking expires."""

    price: int
    currency: str
    expires_at: datetime
    reminder: bool = False
    """It was told before."""


class TurnUsed(OfSeats, Basket, OfBooking, Event):
    """The buyer's turn in the event's queue led to seats that are held, or sold."""

    unpaid: bool = False
    """The buyer is about to be asked for the money, at the provider."""
    asked_at: datetime | None = None
    """When the door took the request: what passed since is no delay of the buyer's. None where it was not noted."""

    @property
    def place_id(self) -> str:
        """The place in the queue that had the turn."""
        return place_id(self.event_id, self.buyer_id)
