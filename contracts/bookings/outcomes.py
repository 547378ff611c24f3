"""How a booking came out."""

from contracts.base import Basket, Event, OfBooking
from contracts.bookings.about import OfSeats, UseOfCode
from contracts.bookings.offers import AcceptOffer
from contracts.bookings.requests import GiveBooking, RequestBooking
from contracts.prices import Breakdown


class BookingConfirmed(Basket, OfBooking, Event, answers=(RequestBooking, GiveBooking, AcceptOffer), status=201):
    """The booking is paid, or free: its tickets will be issued."""

    price: int
    currency: str
    breakdown: Breakdown | None = None
    code: str = ""
    shares: tuple[int, ...] = ()
    stock_seq: int


class BookingRejected(OfBooking, Event, answers=(RequestBooking, GiveBooking), status=409):
    """The booking could not have what it asked for; `lost` names the seats or add-ons that are to blame."""

    reason: str
    """taken, sold_out, no_seats_together, single_seat, only_by_name, unknown_seat, unknown_ticket_type, not_on_sale,
    event_cancelled, no_turn, not_offline, holds_lapsed, too_many_accounts, unknown_add_on, too_many_add_ons,
    add_on_sold_out, a rule of the ticket type: type_not_on_sale, too_few, too_many or too_many_of_buyer, or the
    code's: code_unknown, code_expired, code_used_up, code_used_by_you or code_not_for_this.
    """
    lost: tuple[str, ...] = ()
    stock_seq: int = 0
    use: UseOfCode | None = None
    """What it had of a code, and has no more."""


class BookingExpired(
    OfSeats, Basket, OfBooking, Event, carries=("use",), answers=(RequestBooking, GiveBooking), status=409
):
    """The deadline passed before the booking was paid, or before its code and its seats were answered for."""

    use: UseOfCode | None = None
