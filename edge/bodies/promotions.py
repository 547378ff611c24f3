"""What a client may send of discount codes."""

from typing import Annotated

from msgspec import Meta

from edge.bodies.words import Dated, Id, Price, Short, Tickets, Time, Whole


class NewPromotion(Dated):
    """Either `percent`, or `amount` with its `currency`, off each ticket; empty lists mean all."""

    code: Annotated[str, Meta(pattern="^([A-Za-z0-9_-]{6,64})?$")] = ""
    """Large and small letters are the same; six at least, for shorter ones are guessed; empty: one is made that nobody
    can guess."""
    percent: Annotated[int, Meta(ge=0, le=10_000)] = 0
    """Of the price, in basis points, 100 to the percent."""
    amount: Price = 0
    """In the minor unit."""
    currency: Annotated[str, Meta(pattern="^([A-Z]{3})?$")] = ""
    ticket_types: Annotated[list[Short], Meta(max_length=100)] = []
    min_tickets: Tickets = 1
    """Of these types, in one booking."""
    event_ids: Annotated[list[Id], Meta(max_length=200)] = []
    valid_from: Time | None = None
    valid_until: Time | None = None
    uses_at_most: Whole = 0
    """Bookings that may have it, over all events; 0: no limit."""
    per_buyer: Whole = 0
    """Of one buyer, likewise."""
    organisation_id: Id | None = None
    """Whose it is, if it is not my own: I may change things there."""
