"""Other seats for whose money came when the same were gone."""

from collections.abc import Iterator
from datetime import datetime

from choreography.vocabulary import Timer, Withdraw
from contracts.bookings import (
    AcceptOffer,
    BookingAffected,
    BookingCancelled,
    BookingConfirmed,
    BookingOffered,
    OfferForbidden,
    OfferRefused,
)
from contracts.inventory import SeatsHeld
from contracts.seating import together
from handlers.bookings.confirm import confirmed, terms
from handlers.bookings.own import Expire
from handlers.bookings.rows import Booking, Sale
from handlers.bookings.service import bookings
from handlers.bookings.settings import settings

SEATS = ("seats", "ticket_type", "quantity", "stock_seq")
PRICED = ("breakdown", "lines", "commission")
"""Of what is held: what each of these tickets costs, where the sum is what was paid."""


def others(held: SeatsHeld, booking: Booking) -> bool:
    """Are these other seats than the booking had?"""
    return set(held.seats) != set(booking.seats)


def offered(
    held: SeatsHeld, booking: Booking, now: datetime
) -> Iterator[Booking | BookingOffered | BookingCancelled | Timer]:
    """What costs something else than was paid is no offer."""
    found = booking.but(**{name: getattr(held, name) for name in SEATS})
    if (held.price, held.currency) != (booking.price, booking.currency):
        yield found.to("cancelled")
        yield BookingCancelled.of(found, reason="paid_too_late")
        return
    found, deadline = found.but(**{name: getattr(held, name) for name in PRICED}), now + settings().offer_for
    yield found.to("offered", deadline=deadline)
    yield BookingOffered.of(found, **terms(found), expires_at=deadline, apart=not together(found.seats))
    yield Timer("expire", deadline, Expire.of(found, deadline=deadline))


@bookings.step
def accept_offer(
    asked: AcceptOffer, booking: Booking, sale: Sale | None
) -> Iterator[Booking | BookingConfirmed | BookingAffected | OfferRefused | OfferForbidden | Withdraw]:
    """Whichever comes first ends the offer: this, the deadline, or that it is cancelled."""
    if asked.buyer_id != booking.buyer_id:
        yield OfferForbidden.of(asked)
    elif booking.state != "offered":
        yield OfferRefused.of(asked, booking, state=booking.state)
    else:
        yield from confirmed(booking.to("confirmed"), sale)
        yield Withdraw("expire", booking.booking_id)
