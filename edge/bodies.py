"""What a client may send. A field that is not named here is an error."""

from datetime import datetime
from typing import Annotated, Literal

from msgspec import UNSET, Meta, Struct, UnsetType

from contracts.base import TICKETS_AT_MOST
from contracts.identity import Purpose
from contracts.seating import COORDINATE_AT_MOST, NUMBER_AT_MOST, PROPERTIES_AT_MOST, SEATS_AT_MOST, SECTIONS_AT_MOST
from contracts.users import PREFERENCES_AT_MOST
from edge.paths import ID

Mail = Annotated[str, Meta(min_length=3, max_length=254, pattern=r"^[^@\s]+@[^@\s]+$")]
Password = Annotated[str, Meta(min_length=1, max_length=1024)]
GoodPassword = Annotated[str, Meta(min_length=8, max_length=1024)]
Code = Annotated[str, Meta(min_length=1, max_length=64)]
Name = Annotated[str, Meta(min_length=1, max_length=200)]
Text = Annotated[str, Meta(max_length=200)]
Id = Annotated[str, Meta(pattern=ID)]
Time = Annotated[datetime, Meta(tz=True)]
Whole = Annotated[int, Meta(ge=0, le=1_000_000)]
Places = Annotated[int, Meta(ge=1, le=1_000_000)]
Tickets = Annotated[int, Meta(ge=1, le=TICKETS_AT_MOST)]
Price = Annotated[int, Meta(ge=0, le=100_000_000)]
Short = Annotated[str, Meta(min_length=1, max_length=64)]
Seat = Annotated[str, Meta(min_length=1, max_length=80)]

Coordinate = Annotated[float, Meta(ge=-COORDINATE_AT_MOST, le=COORDINATE_AT_MOST)]


class Body(Struct, forbid_unknown_fields=True, kw_only=True):
    """Exact."""


class Document(Body):
    """So deep that what is wrong is told by JSON pointers."""


class NewAccount(Body):
    mail: Mail
    password: GoodPassword
    name: Name | None = None
    organiser: bool = False


class Credentials(Body):
    """`device` is what an earlier sign-in, or a reset, gave: who guesses passwords elsewhere does not shut it out.

    With `cookie` a page is given both it and the refresh token in cookies, which no script can read. `code` is for who
    has a second factor: one of the authenticator's, or a spare one.
    """

    mail: Mail
    password: Password
    code: Annotated[str, Meta(max_length=64)] = ""
    device: Annotated[str, Meta(max_length=128)] = ""
    cookie: bool = False


class NewCode(Body):
    """A code that is mailed to who has this address, if it has an account."""

    mail: Mail
    purpose: Purpose


class Verification(Body):
    mail: Mail
    code: Code


class NewPassword(Body):
    """By a code that was mailed."""

    mail: Mail
    code: Code
    password: GoodPassword


class PasswordChange(Body):
    old: Password
    password: GoodPassword


class FactorWish(Body):
    """The password that I signed in with."""

    password: Password


class FactorCode(Body):
    """As the authenticator shows it."""

    code: Code


class FactorProof(Body):
    """`code` is the authenticator's, or a spare one."""

    password: Password
    code: Code


class Refresh(Body):
    """Without a token it is that of the cookie, and the next one comes in a cookie, too."""

    refresh_token: Annotated[str, Meta(max_length=512)] = ""


class ProfileChange(Body):
    """What is left out stays as it is."""

    name: Name | UnsetType = UNSET
    preferences: Annotated[
        dict[Annotated[str, Meta(max_length=64)], Annotated[str, Meta(max_length=64)]],
        Meta(max_length=PREFERENCES_AT_MOST),
    ] | UnsetType = UNSET  # fmt: skip


class NewVenue(Body):
    name: Name
    capacity: Places
    place: Text = ""


class NewTicketType(Body):
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


class NewQuota(Body):
    """A pool that types of general admission share: each place of one of them takes one of it."""

    name: Short
    size: Places
    ticket_types: Annotated[list[Short], Meta(min_length=1, max_length=100)]


class NewQueue(Body):
    """Who has a turn may book, nobody else."""

    opens: Time
    per_minute: Annotated[int, Meta(ge=1, le=60_000)]
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
HoldFor = Annotated[int, Meta(ge=60, le=86_400)]
CancelBefore = Annotated[int, Meta(ge=0, le=366 * 86_400)]


class NewEvent(Body):
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
    description: Description = ""
    category: Text = ""
    place: Text = ""
    venue_id: Id | None = None
    queue: NewQueue | None = None
    no_single_seats: bool = False
    """Who names seats may not leave a free one alone, where there is another way."""
    cancel_before: CancelBefore | None = None
    """Seconds before the start until which what is paid can be cancelled; None: at any time."""
    terms: NewTerms | None = None


class EventChange(Body):
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
    sale_opens: Time | UnsetType = UNSET
    sale_closes: Time | UnsetType = UNSET
    hold_for: HoldFor | UnsetType = UNSET
    queue: NewQueue | UnsetType | None = UNSET
    no_single_seats: bool | UnsetType = UNSET
    cancel_before: CancelBefore | UnsetType | None = UNSET
    terms: NewTerms | UnsetType = UNSET


class NewDate(Body):
    starts_at: Time
    ends_at: Time
    sale_closes: Time


class NewSection(Body):
    section: Short
    ticket_type: Short
    rows: Annotated[dict[str, Annotated[int, Meta(ge=1, le=500)]], Meta(min_length=1, max_length=500)]
    """By row, how many seats it has."""


class NewSeat(Body):
    number: Annotated[int, Meta(ge=1, le=NUMBER_AT_MOST)]
    x: Coordinate | None = None
    y: Coordinate | None = None
    properties: Annotated[
        list[Annotated[str, Meta(pattern="^[a-z][a-z0-9_]{0,31}$")]], Meta(max_length=PROPERTIES_AT_MOST)
    ] = []  # fmt: skip


Seats = Annotated[int, Meta(ge=1, le=SEATS_AT_MOST)]
NewRow = Seats | Annotated[list[NewSeat], Meta(min_length=1, max_length=SEATS_AT_MOST)]
Rows = Annotated[
    dict[Annotated[str, Meta(pattern="^[A-Z]{1,3}$")], NewRow], Meta(min_length=1, max_length=SEATS_AT_MOST)
]  # fmt: skip


class PlannedSection(Body):
    section: Short
    ticket_type: Short
    rows: Rows
    """By row, how many seats it has, which are then numbered from 1; or each seat of it."""


class ChangedSection(Document):
    """All seats that the section is to have."""

    section: Short
    rows: Rows


class NewPlan(Document):
    """All sections; those that the draft had before are in it no more."""

    sections: Annotated[list[PlannedSection], Meta(max_length=SECTIONS_AT_MOST)]


class Holders(Body):
    names: Annotated[list[Name | None], Meta(min_length=1, max_length=TICKETS_AT_MOST)]
    """One for each ticket, in their order; null where nobody is named."""


class Cancellation(Body):
    reason: Text = ""
    code: Text = ""
    """As it was told with what calling the event off means, where it has bookings."""


class PartRefund(Body):
    amount: Annotated[int, Meta(ge=1, le=2_000_000_000)] | None = None
    """In the currency's minor unit; null: all that is left."""


class Postponement(Body):
    reason: Text = ""


class NewBlock(Body):
    """Seats by name, or places of a general-admission type by their number."""

    reason: Annotated[str, Meta(min_length=1, max_length=200)]
    """For the organiser; no buyer is told."""
    seats: Annotated[list[Seat], Meta(min_length=1, max_length=SEATS_AT_MOST)] | None = None
    ticket_type: Short | None = None
    quantity: Places | None = None


class Gift(Body):
    """To whoever has the mail address, or the account: seats by name, or a quantity of one ticket type."""

    mail: Mail | None = None
    account_id: Id | None = None
    seats: Annotated[list[Seat], Meta(min_length=1, max_length=TICKETS_AT_MOST)] | None = None
    ticket_type: Short | None = None
    quantity: Annotated[int, Meta(ge=1, le=TICKETS_AT_MOST)] | None = None


class NewPayout(Body):
    amount: Annotated[int, Meta(ge=1, le=1_000_000_000_000)]
    """In the minor unit; not more than is owed."""


class NewBooking(Body):
    """Seats by name, or a quantity of one ticket type, of one that is sold by seat the best together."""

    event_id: Id
    seats: Annotated[list[Seat], Meta(min_length=1, max_length=TICKETS_AT_MOST)] | None = None
    ticket_type: Short | None = None
    quantity: Annotated[int, Meta(ge=1, le=TICKETS_AT_MOST)] | None = None


class MailBounce(Body, forbid_unknown_fields=False):
    """What a mail provider tells of a mail that came back; what else it says is not looked at."""

    address: Annotated[str, Meta(min_length=3, max_length=320)]
    kind: Literal["hard", "soft"]
    message_id: Annotated[str, Meta(max_length=200)] = ""
    code: Annotated[str, Meta(pattern=r"^([245](\.\d{1,3}){2})?$")] = ""


class Erasure(Body):
    """Who is to be forgotten names their own mail address: it is not done by a click beside another."""

    mail: Mail
