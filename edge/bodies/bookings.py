"""What a client may send of bookings and money."""

from typing import Annotated, Literal

from msgspec import Meta

from contracts.base import TICKETS_AT_MOST
from edge.bodies.words import AddOnsAsked, Body, DiscountCode, Id, Mail, Name, Seat, Short

TicketNumber = Annotated[int, Meta(ge=1, le=TICKETS_AT_MOST)]


class Holders(Body):
    names: Annotated[list[Name | None], Meta(min_length=1, max_length=TICKETS_AT_MOST)]
    """One for each ticket, in their order; null where nobody is named."""


class PartRefund(Body):
    amount: Annotated[int, Meta(ge=1, le=2_000_000_000)] | None = None
    """In the currency's minor unit; null: all that is left, or what `tickets` cost."""
    tickets: Annotated[list[TicketNumber], Meta(max_length=TICKETS_AT_MOST)] = []
    """What these cost; they stay good unless `void` says otherwise."""
    void: bool = False
    refund: Annotated[int, Meta(ge=0)] | None = None
    """What was quoted for the tickets."""


class Return(Body):
    tickets: Annotated[list[TicketNumber], Meta(min_length=1, max_length=TICKETS_AT_MOST)]
    """By their numbers, from 1."""
    refund: Annotated[int, Meta(ge=0)] | None = None
    """As it was quoted: then only if it is just so much."""


class Gift(Body):
    """To whoever has the mail address, or the account: seats by name, or a quantity of one ticket type."""

    mail: Mail | None = None
    account_id: Id | None = None
    seats: Annotated[list[Seat], Meta(min_length=1, max_length=TICKETS_AT_MOST)] | None = None
    ticket_type: Short | None = None
    quantity: Annotated[int, Meta(ge=1, le=TICKETS_AT_MOST)] | None = None
    add_ons: AddOnsAsked = {}


class NewPayout(Body):
    amount: Annotated[int, Meta(ge=1, le=1_000_000_000_000)]
    """In the minor unit; not more than is owed."""


class NewBooking(Body):
    """Seats by name, or a quantity of one ticket type, of one that is sold by seat the best together."""

    event_id: Id
    seats: Annotated[list[Seat], Meta(min_length=1, max_length=TICKETS_AT_MOST)] | None = None
    ticket_type: Short | None = None
    quantity: Annotated[int, Meta(ge=1, le=TICKETS_AT_MOST)] | None = None
    add_ons: AddOnsAsked = {}
    """What goes along, by name: all of it or nothing."""
    code: DiscountCode = ""
    """A discount code of the event's organiser."""
    offline: bool = False
    """To be paid to the organiser, another way than through the provider, by the deadline that the answer names."""


class NewQuote(Body):
    """Seats by name, or a quantity of one ticket type, and a discount code."""

    seats: Annotated[list[Seat], Meta(min_length=1, max_length=TICKETS_AT_MOST)] | None = None
    ticket_type: Short | None = None
    quantity: Annotated[int, Meta(ge=1, le=TICKETS_AT_MOST)] | None = None
    add_ons: AddOnsAsked = {}
    code: DiscountCode = ""


class MailBounce(Body, forbid_unknown_fields=False):
    """What a mail provider tells of a mail that came back; what else it says is not looked at."""

    address: Annotated[str, Meta(min_length=3, max_length=320)]
    kind: Literal["hard", "soft"]
    message_id: Annotated[str, Meta(max_length=200)] = ""
    code: Annotated[str, Meta(pattern=r"^([245](\.\d{1,3}){2})?$")] = ""
