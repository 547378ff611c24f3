"""What every message about a booking tells of it."""

from datetime import datetime

from contracts.base import Basket, Choice, OfBooking
from handlers.views.rows import UNKNOWN, BookingView


def known(said: OfBooking, view: BookingView | None, time: datetime) -> BookingView:
    """Whose it is, what was asked for, and when it was first and last spoken of.

    Seats that were picked for it are not known to whoever spoke before; once they are picked, they stay, and
    so do those that were offered instead of them.
    """
    view = view or BookingView(said.event_id, said.booking_id)
    if isinstance(said, Choice) and (said.seats or not view.seats) and not view.offered:
        view = view.but(seats=said.seats, ticket_type=said.ticket_type, quantity=said.quantity)
    if isinstance(said, Basket) and said.add_ons:
        view = view.but(add_ons=said.add_ons)
    first = time if view.created_at == UNKNOWN else min(view.created_at, time)
    return view.but(buyer_id=said.buyer_id, created_at=first, updated_at=max(view.updated_at, time))
