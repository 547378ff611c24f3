"""Tickets are asked for, by a buyer or on somebody's behalf."""

from typing import Annotated

from pydantic import Field

from contracts.base import TICKETS_AT_MOST, Basket, Command, Event, OfBooking
from contracts.bookings.about import ByOrganiserOf
from contracts.prices import Discount

CODE_AT_MOST = 64
"""Characters of a discount code."""


class RequestBooking(Basket, OfBooking, Command):
    """A buyer asks for seats, or for a quantity of one ticket type, in seats the best together; at most 20 tickets."""

    seats: Annotated[tuple[str, ...], Field(max_length=TICKETS_AT_MOST)] = ()
    quantity: Annotated[int, Field(ge=0, le=TICKETS_AT_MOST)] = 0
    code: Annotated[str, Field(max_length=CODE_AT_MOST)] = ""
    """A discount code of the event's organiser; empty: none."""
    offline: bool = False
    """The price will be paid to the organiser, another way than through the provider."""
    sources: Annotated[tuple[str, ...], Field(max_length=4)] = ()
    """From where: `device:` and `address:`, each with a keyed hash for this event alone; none where it is not noted."""


class GiveBooking(Basket, OfBooking, ByOrganiserOf, Command):
    """The organiser gives somebody tickets, for nothing and out of turn; at most 20, by the rules of their type."""

    seats: Annotated[tuple[str, ...], Field(max_length=TICKETS_AT_MOST)] = ()
    quantity: Annotated[int, Field(ge=0, le=TICKETS_AT_MOST)] = 0


class DiscountRequested(
    OfBooking, Event, key="promotion_id", subject="booking_id", carries=("promotion_id", "attempt")
):
    """A booking asks for the use of a code, in the code's own partition, before it asks for its seats."""

    promotion_id: str
    attempt: int


class BookingRequested(Basket, OfBooking, Event):
    """A booking was opened and asks inventory for its seats; `attempt` comes back in the answer."""

    attempt: int
    complimentary: bool = False
    """They cost nothing, whatever their price is."""
    discount: Discount | None = None
    """What the code takes off that the booking has the use of."""
    others: bool = False
    """Where these seats are gone, others of their ticket types will do."""
