"""What a client may send of venues and events."""

from typing import Annotated

from msgspec import UNSET, Meta, UnsetType

from contracts.base import OF_ONE_AT_MOST, TICKETS_AT_MOST
from edge.bodies.words import Body, Dated, Id, Name, Places, Price, Short, Text, Tickets, Time, Whole


class NewVenue(Body):
    name: Name
    capacity: Places
    place: Text = ""
    organisation_id: Id | None = None
    """Whose it is, if it is not my own: I may change things there."""


class NewTicketType(Dated):
    name: Short
    price: Price
    capacity: Whole = 0
    """Places of general admission; 0 where it is sold by seat."""
    min_per_order: Tickets = 1
    max_per_order: Tickets = TICKETS_AT_MOST
    max_per_buyer: Whole = 0
    """Over all orders of one buyer; 0: no limit."""
    opens: Time | None = None
    """From when on, within the sale."""
    closes: Time | None = None


class NewAddOn(Body):
    """What is sold along with tickets, as parking, a programme, a meal; codes and fees are for tickets alone."""

    name: Short
    """No ticket type has it."""
    price: Price
    capacity: Places
    per_ticket: Annotated[int, Meta(ge=0, le=OF_ONE_AT_MOST)] = 0
    """At most so many for each ticket of a booking; 0: no such limit."""


class NewQuota(Body):
    """A pool that types of general admission and add-ons share: each one of them takes one of it."""

    name: Short
    size: Places
    ticket_types: Annotated[list[Short], Meta(min_length=1, max_length=100)]
    add_ons: Annotated[list[Short], Meta(max_length=50)] = []


Rate = Annotated[int, Meta(ge=1, le=60_000)]


class QueueChange(Body):
    per_minute: Rate
    """Turns granted a minute, from now on."""


class NewQueue(Dated):
    """Who has a turn may book, nobody else."""

    opens: Time
    per_minute: Rate
    turn_for: Annotated[int, Meta(ge=30, le=3_600)] = 300
    """Seconds."""
    at_most: Annotated[int, Meta(ge=1, le=1_000_000)] = 200_000
    """Places that may wait at once."""


class NewTerms(Body):
    """Rates are in basis points, 100 to the percent; the fee is in the minor unit."""

    tax_rate: Annotated[int, Meta(ge=0, le=10_000)] = 0
    """Of the net price."""
    tax_included: bool = True
    """The price of a ticket has the tax in it; else it is added."""
    fee: Price = 0
    """Of each ticket that is not free."""
    fee_rate: Annotated[int, Meta(ge=0, le=5_000)] = 0
    """Of the ticket's price, besides."""
    fee_included: bool = False
    """The organiser bears the fee; else it is added."""
    seller: Text = ""
    """Who sells, with an address, as it stands on invoices."""
    tax_id: Annotated[str, Meta(max_length=64)] = ""


Description = Annotated[str, Meta(max_length=20_000)]
Currency = Annotated[str, Meta(pattern="^[A-Z]{3}$")]
TicketTypes = Annotated[list[NewTicketType], Meta(min_length=1, max_length=100)]
Quotas = Annotated[list[NewQuota], Meta(max_length=20)]
AddOns = Annotated[list[NewAddOn], Meta(max_length=50)]
HoldFor = Annotated[int, Meta(ge=60, le=86_400)]
CancelBefore = Annotated[int, Meta(ge=0, le=366 * 86_400)]
OfflineFor = Annotated[int, Meta(ge=60, le=60 * 86_400)]


class NewEvent(Dated):
    name: Name
    currency: Currency
    ticket_types: TicketTypes
    sale_opens: Time
    sale_closes: Time
    starts_at: Time
    ends_at: Time
    hold_for: HoldFor = 600
    """Seconds."""
    quotas: Quotas = []
    """What types share."""
    add_ons: AddOns = []
    """What is sold along with tickets."""
    description: Description = ""
    category: Text = ""
    place: Text = ""
    venue_id: Id | None = None
    queue: NewQueue | None = None
    no_single_seats: bool = False
    """Who names seats may not leave a free one alone, where there is another way."""
    cancel_before: CancelBefore | None = None
    """Seconds before the start until which what is paid can be cancelled; None: at any time."""
    offline_for: OfflineFor | None = None
    """Seconds for which who pays another way than through the provider has the seats; None: nobody may."""
    terms: NewTerms | None = None
    organisation_id: Id | None = None
    """Whose it is, if it is not my own: I may change things there."""


class EventChange(Dated):
    """What is left out stays as it is."""

    name: Name | UnsetType = UNSET
    description: Description | UnsetType = UNSET
    category: Text | UnsetType = UNSET
    place: Text | UnsetType = UNSET
    starts_at: Time | UnsetType = UNSET
    ends_at: Time | UnsetType = UNSET
    venue_id: Id | UnsetType | None = UNSET
    currency: Currency | UnsetType = UNSET
    ticket_types: TicketTypes | UnsetType = UNSET
    quotas: Quotas | UnsetType = UNSET
    add_ons: AddOns | UnsetType = UNSET
    sale_opens: Time | UnsetType = UNSET
    sale_closes: Time | UnsetType = UNSET
    hold_for: HoldFor | UnsetType = UNSET
    queue: NewQueue | UnsetType | None = UNSET
    no_single_seats: bool | UnsetType = UNSET
    cancel_before: CancelBefore | UnsetType | None = UNSET
    offline_for: OfflineFor | UnsetType | None = UNSET
    terms: NewTerms | UnsetType = UNSET


class NewDate(Dated):
    starts_at: Time
    ends_at: Time
    sale_closes: Time


class Cancellation(Body):
    reason: Text = ""
    code: Text = ""
    """As it was told with what calling the event off means, where it has bookings."""


class Decision(Body):
    reason: Text = ""
    """For the records, and for the organiser."""


class NewAnnouncement(Body):
    text: Annotated[str, Meta(min_length=1, max_length=2_000, pattern=r"\S")]
    """Plain text. An empty line parts paragraphs."""


class Postponement(Body):
    reason: Text = ""
