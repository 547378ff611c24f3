"""Seats are held for a booking, or are not, or are free again."""

from contracts.base import Basket, Event, OfBooking
from contracts.inventory.about import Counted, Unchanged
from contracts.prices import Breakdown, Line


class SeatsHeld(Counted, Basket, OfBooking, Event):
    """All that was asked for is held for this booking until inventory is told otherwise."""

    attempt: int
    price: int
    """For all of it, in the currency's minor unit."""
    currency: str
    breakdown: Breakdown | None = None
    """Of the price; None in words of before there were terms: all of it is net."""
    commission: int = 0
    """What of the net price is a fee that the organiser bears."""
    lines: tuple[Line, ...] = ()
    """Of each ticket, in their order; empty where all of them cost the same, or where it was not told."""
    stock_seq: int
    """The version of the event's stock: the order of all changes of one sale."""


class SeatsRejected(Unchanged, OfBooking, Event):
    """Nothing is held: a booking never holds a part of what it asked for."""

    attempt: int
    reason: str
    lost: tuple[str, ...] = ()


class SeatsReleased(Counted, Basket, OfBooking, Event):
    """What the booking held is on sale again."""

    stock_seq: int
