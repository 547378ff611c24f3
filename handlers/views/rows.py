"""What the edge may show. Every field has a default: a view builds what it knows, in whatever order it learns it.

A clock is -1 as long as nobody spoke of its fields. Bookings, payments and catalog count versions of their own rows,
inventory counts `stock_seq`: different clocks, never compared with one another.
"""

from dataclasses import field
from datetime import UTC, datetime, timedelta
from typing import Literal

from choreography.row import Row
from contracts.catalog import AddOn, Queueing, Quota, TicketType
from contracts.draw import Order, order_now
from contracts.prices import Breakdown, Terms
from contracts.sealed import Sealed
from contracts.seating import ListedSeat

UNKNOWN = datetime(1970, 1, 1, tzinfo=UTC)
"""A time that nobody has told yet."""

EventState = Literal["unknown", "draft", "on_sale", "sold_out", "postponed", "ended", "cancelled", "deleted"]
BookingState = Literal[
    "accepted", "requested", "held", "settling", "confirmed", "rejected", "expired", "late", "offered", "cancelled"
]  # fmt: skip
PlaceState = Literal["free", "held", "sold", "blocked"]
QueueState = Literal["unknown", "open", "running", "closed"]
ReceiptState = Literal["waiting", "turn", "spent", "lapsed", "left", "closed"]


class EventView(Row, key=("event_id",)):
    """An event's page. `unknown` is one whose stock or bookings were heard of before the event itself."""

    event_id: str
    organiser_id: str = ""
    name: str = ""
    description: str = ""
    category: str = ""
    place: str = ""
    venue_id: str = ""
    starts_at: datetime = UNKNOWN
    ends_at: datetime = UNKNOWN
    utc_offset: int = 0
    """Minutes east of UTC, as the organiser said when it starts."""
    offset_version: int = -1
    currency: str = ""
    ticket_types: tuple[TicketType, ...] = ()
    quotas: tuple[Quota, ...] = ()
    """What they share: the counts are those of the types and add-ons."""
    add_ons: tuple[AddOn, ...] = ()
    sale_opens: datetime = UNKNOWN
    sale_closes: datetime = UNKNOWN
    hold_for: timedelta = timedelta()
    queue: Queueing | None = None
    no_single_seats: bool = False
    cancel_before: timedelta | None = None
    offline_for: timedelta | None = None
    terms: Terms = Terms()
    prices: dict[str, Breakdown] = field(default_factory=dict)
    """By ticket type or add-on, what one costs its buyer."""
    offer_version: int = -1
    """The clock of what is sold and when, of catalog's versions..."""
    details_version: int = -1
    """...and that of all else that its organiser says of it."""
    state: EventState = "unknown"
    reason: str = ""
    """Why it was cancelled, or is postponed."""
    state_version: int = -1
    told_at: datetime = UNKNOWN
    """When anything was last said that stands on a ticket."""
    suspended: bool = False
    """Its organiser is: nothing is sold for now..."""
    suspended_turn: int = -1
    """...as of this turn of operators' decisions."""
    plan_version: int = -1
    """The clock of the seating plan: sections of which nothing was said since it was imported are not in it."""
    capacity: int = 0
    """0 until it is published."""
    capacity_seq: int = -1
    """The clock of the capacity, of inventory's changes; -1 while it is that of the publication."""
    held: int = 0
    sold: int = 0
    blocked: int = 0
    stock_seq: int = 0
    """The newest change of the stock that the counts know of."""


class TypeView(Row, key=("event_id", "ticket_type")):
    """The counts of one general-admission ticket type, or add-on; what is sold by seat is counted by section."""

    event_id: str
    ticket_type: str
    held: int = 0
    sold: int = 0
    blocked: int = 0


class SectionView(Row, key=("event_id", "section")):
    """A section of the seating plan, and its counts."""

    event_id: str
    section: str
    ticket_type: str = ""
    price: int = 0
    rows: dict[str, int] = field(default_factory=dict)
    listed: dict[str, tuple[ListedSeat, ...]] = field(default_factory=dict)
    plan_version: int = -1
    layout_seq: int = -1
    """The clock of rows and lists, of inventory's changes; -1 while they are as catalog said. Such ones are sold."""
    held: int = 0
    sold: int = 0
    blocked: int = 0


class SeatView(Row, key=("event_id", "seat")):
    """A seat that was ever held or blocked, without its buyer; one that has no row is free."""

    event_id: str
    seat: str
    state: PlaceState = "free"
    stock_seq: int = -1


class BlockView(Row, key=("event_id", "block_id")):
    """What the organiser keeps from the sale, or kept, and why: for nobody else."""

    event_id: str
    block_id: str
    seats: tuple[str, ...] = ()
    ticket_type: str = ""
    quantity: int = 0
    reason: str = ""
    state: PlaceState = "free"
    created_at: datetime = UNKNOWN
    stock_seq: int = -1

    @property
    def kept(self) -> tuple[str, ...]:
        """The seats that are kept from the sale now."""
        return self.seats if self.state == "blocked" else ()

    @property
    def size(self) -> int:
        """How many places are."""
        return (len(self.seats) or self.quantity) if self.state == "blocked" else 0


class BookingView(Row, key=("event_id", "booking_id")):
    """A booking as its buyer may see it. `price` and `expires_at` are of the last time that it was held."""

    event_id: str
    booking_id: str
    buyer_id: str = ""
    seats: tuple[str, ...] = ()
    ticket_type: str = ""
    quantity: int = 0
    created_at: datetime = UNKNOWN
    """When it was first spoken of."""
    updated_at: datetime = UNKNOWN
    state: BookingState = "accepted"
    expires_at: datetime | None = None
    """While it is held."""
    reason: str = ""
    lost: tuple[str, ...] = ()
    state_version: int = -1
    """The version that clients see."""
    price: int = 0
    currency: str = ""
    breakdown: Breakdown | None = None
    code: str = ""
    """The discount code that the price is by."""
    price_version: int = -1
    place_state: PlaceState = "free"
    """What inventory last said of its seats."""
    codes: tuple[str, ...] = ()
    """Of its tickets, while they are worth something."""
    void: tuple[str, ...] = ()
    """The serials of those that are worth nothing any more, in the order of the alphabet."""
    stock_seq: int = -1
    provider_id: str = ""
    client_secret: str = ""
    """With it the buyer's page pays; nobody else may see it."""
    paid: int = 0
    refunded: int = 0
    shares: tuple[int, ...] = ()
    """What each of its tickets cost; empty where all of them cost the same, and nothing else."""
    add_ons: dict[str, int] = field(default_factory=dict)
    """What goes along with its tickets."""
    returned: tuple[int, ...] = ()
    """The numbers of the tickets whose money was granted back..."""
    given_up: tuple[int, ...] = ()
    """...and of those that are void while the booking goes on."""
    granted: int = 0
    """What was granted back in parts..."""
    grants: int = 0
    """...and how often: the clock of it."""
    refund_failure: str = ""
    """Why the money that should have gone back did not; empty if it did, or need not."""
    refund_version: int = -1
    holders: tuple[Sealed | None, ...] = ()
    """Who comes with each of its tickets, where somebody has said it."""
    edit: int = 0
    """How often that was said: the clock of it."""
    offered: bool = False
    """Its seats are others than it asked for, and were offered: they stay..."""
    apart: bool = False
    """...and are not side by side."""
    complimentary: bool = False
    """Its event's organiser gave it."""
    offline: bool = False
    """It is to be paid another way than through the provider."""
    by_hand: bool = False
    """Its money came another way..."""
    owed_back: int = 0
    """...and the event's organiser owes its buyer so much of it."""
    change: int = 0
    """The newest of the event's changes that its buyer was told..."""
    refund_until: datetime | None = None
    """...and until when the money is offered back for it."""
    not_cancelled: str = ""
    """Why its buyer, who wanted to give it up, could not the last time..."""
    not_cancelled_at: datetime = UNKNOWN
    """...and when that was said: the clock of it."""
    disputes: dict[str, str] = field(default_factory=dict)
    """How each of its disputes stands: open, won, lost, or warning_closed."""


class OrganiserView(Row, key=("organiser_id",)):
    """What operators decided, as of a turn of their decisions; the last one, by whom, and why."""

    organiser_id: str
    verified: bool = False
    suspended: bool = False
    reason: str = ""
    decided_by: str = ""
    turn: int = -1


class VenueView(Row, key=("venue_id",)):
    """A venue's page."""

    venue_id: str
    organiser_id: str = ""
    name: str = ""
    place: str = ""
    capacity: int = 0


class QueueView(Row, key=("event_id",)):
    """An event's queue, for anybody."""

    event_id: str
    state: QueueState = "unknown"
    state_version: int = -1
    opens: datetime = UNKNOWN
    starts: datetime = UNKNOWN
    per_minute: int = 0
    at_most: int = 0
    commitment: str = ""
    seed: str = ""
    """Once the draw was held."""
    receipts: int = 0
    """Those that took part in the draw, or left before..."""
    chain: str = ""
    """...and the link of the last of them."""
    served: int = 0
    waiting: int = 0
    length_version: int = -1
    """The clock of how many wait, of the queue's own versions..."""
    paused: bool = False
    slowed: bool = False
    reason: str = ""
    """Why it is closed."""
    rate_version: int = -1
    moved_version: int = -1
    """...and that of how far it has come."""

    @property
    def order(self) -> Order:
        """Of who joins now."""
        return order_now(self.seed)


class ReceiptView(Row, key=("event_id", "number")):
    """One receipt of a queue, in the order of their numbers: anybody may see it, but not whose it is."""

    event_id: str
    number: str
    """As `contracts.waiting_room.number` says it."""
    place_id: str = ""
    buyer_id: str = ""
    joined_at: datetime = UNKNOWN
    chain: str = ""
    rank: int = 0
    state: ReceiptState = "waiting"
    deadline: datetime | None = None
    state_version: int = -1
