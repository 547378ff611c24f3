"""What bookings remembers: each booking, and whether its event still sells."""

from collections.abc import Iterable
from dataclasses import field
from datetime import UTC, datetime, timedelta
from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict

from choreography.row import Row
from contracts.bookings import ByOrganiserOf, UseOfCode
from contracts.prices import Breakdown, Line, shares
from contracts.rights import may, role_of

State = Literal["requested", "held", "settling", "confirmed", "rejected", "expired", "late", "offered", "cancelled"]

MOVES: dict[State, tuple[State, ...]] = {
    "requested": ("held", "confirmed", "rejected", "expired", "cancelled"),
    "held": ("settling", "confirmed", "expired", "cancelled"),
    "settling": ("confirmed", "expired", "cancelled"),
    "expired": ("late",),
    "late": ("offered", "confirmed", "cancelled"),
    "offered": ("confirmed", "cancelled"),
    "confirmed": ("cancelled",),
    "rejected": (),
    "cancelled": (),
}
"""The legal moves. `late` is a booking whose money came after it had expired: it asks for its seats once more.
`offered` is one for which other seats are held, that its buyer may accept.
`settling` is one that was paid by a slow method: its hold is kept until the money is there, or will not come."""
PAIRS = tuple((old, new) for old, news in MOVES.items() for new in news)
"""The same, for the guard of the row, which the database has too."""

NEWS_WITHIN = 5.0
"""Seconds for which a buyer's command waits for the news that the event is on sale."""

UNTOLD = datetime(1970, 1, 1, tzinfo=UTC)
"""A time that catalog has not said, of an event that was called off as a draft."""

UNPAID: tuple[State, ...] = ("held", "settling")
"""The seats are held and the money is not there."""

OVER: tuple[State, ...] = ("rejected", "expired", "cancelled")


class Change(BaseModel):
    """What is not as it was of an event that sells, as its buyers are told it. Numbered from 1 within the event."""

    model_config = ConfigDict(frozen=True)

    number: int
    changed: tuple[str, ...]
    place: str = ""
    hall: str = ""
    starts_at: datetime | None = None
    refund_until: datetime | None = None


TOLD = (
    "state", "seats", "ticket_type", "quantity", "price", "refunds", "granted", "returned", "void", "offline",
    "complimentary", "by_hand", "repeats", "edits", "code", "add_ons", "proposed", "proposed_by",
)  # fmt: skip
"""What the audit is told of a booking."""


class Booking(Row, key=("event_id", "booking_id"), audited=TOLD):
    """`attempt` counts how often it asked for its seats; `deadline` is when it expires while nothing is paid."""

    event_id: str
    booking_id: str
    buyer_id: str
    state: State
    seats: tuple[str, ...]
    ticket_type: str
    quantity: int
    deadline: datetime
    attempt: int = 1
    price: int = 0
    currency: str = ""
    breakdown: Breakdown | None = None
    stock_seq: int = 0
    change: int = 0
    """The event's last change that its buyer knows of: told of it, or there before the request..."""
    refund_until: datetime | None = None
    """...and until when it may be cancelled with all of the money back for that change."""
    by_hand: bool = False
    """It is paid, and not through the payment provider."""
    repeats: int = 0
    """How often its confirmation was sent once more..."""
    repeated: tuple[datetime, ...] = ()
    """...and when, within the last hour."""
    complimentary: bool = False
    """Its event's organiser gave it, for nothing."""
    edits: int = 0
    """How often the holders of its tickets were named."""
    refunds: int = 0
    """How often a part of the money was granted back..."""
    granted: int = 0
    """...and how much that is."""
    code: str = ""
    """The discount code that its buyer gave..."""
    use: UseOfCode | None = None
    """...and what it has of it."""
    lines: tuple[Line, ...] = ()
    """What each of its tickets cost; empty where all of them cost the same, and nothing else..."""
    commission: int = 0
    """...and what of the net price is a fee that the organiser bears."""
    returned: tuple[int, ...] = ()
    """The numbers of the tickets whose money was granted back..."""
    void: tuple[int, ...] = ()
    """...and of those that were given up..."""
    handed_back: tuple[int, ...] = ()
    """...by its buyer, while nobody was known to be in by them."""
    turns: dict[str, int] = field(default_factory=dict)
    """By the number of a ticket that was shown at a gate, the last turn told of it: odd while somebody is in."""

    offline: bool = False
    """Its buyer pays the organiser, another way than through the provider."""
    keep_until: datetime | None = None
    """Until when its seats would be kept for money that takes days, whenever the event starts."""

    add_ons: dict[str, int] = field(default_factory=dict)
    """What goes along with its tickets; a ticket that is given up leaves it as it is."""

    proposed: str = ""
    """What moves so much money that a second person must ask for it..."""
    proposed_by: str = ""
    """...and who was the first."""
    asked_at: datetime | None = None
    """When the door took the request; None of those that are older than this note."""

    @property
    def size(self) -> int:
        """How many tickets it is for."""
        return len(self.seats) or self.quantity

    @property
    def tickets(self) -> tuple[int, ...]:
        """The numbers of those that are good if it is confirmed."""
        return tuple(number for number in range(1, self.size + 1) if number not in self.void)

    @property
    def inside(self) -> tuple[int, ...]:
        """The numbers of those by which somebody came in, whatever became of them since..."""
        return tuple(sorted(int(number) for number, turn in self.turns.items() if turn % 2))

    @property
    def used(self) -> tuple[int, ...]:
        """...and of those of them that are good."""
        return tuple(number for number in self.inside if number not in self.void)

    @property
    def crossed(self) -> tuple[int, ...]:
        """By these somebody came in while the word that their buyer gave them up was under way."""
        return tuple(number for number in self.inside if number in self.handed_back)

    def handed(self, tickets: Iterable[int]) -> Self:
        unused = {number for number in tickets if number not in self.inside}
        return self.but(handed_back=tuple(sorted({*self.handed_back, *unused})))

    def cost(self, tickets: Iterable[int]) -> int:
        """What goes back for these: what they cost, and no more than is left."""
        each = shares(self.price, self.size, self.shares)
        return min(self.owed, sum(each[number - 1] for number in tickets if number not in self.returned))

    @property
    def shares(self) -> tuple[int, ...]:
        """The same, in one sum for each ticket."""
        return tuple(line.total for line in self.lines)

    @property
    def owed(self) -> int:
        """What goes back if it is paid and cancelled, the way that it came."""
        return self.price - self.granted

    def legal(self, old: Self | None) -> bool:
        return old is None or self.state == old.state or (old.state, self.state) in PAIRS

    def to(self, state: State, **fields: Any) -> Self:
        """Raises AssertionError if the table of moves has no such move."""
        assert state in MOVES[self.state], f"a booking does not go from {self.state} to {state}"
        return self.but(state=state, **fields)


class Sale(Row, key=("event_id",)):
    """When an event sells, and for how long a booking holds; `closed` for ever once the event is cancelled."""

    event_id: str
    opens: datetime = UNTOLD
    closes: datetime = UNTOLD
    hold_for: timedelta = timedelta(minutes=10)
    closed: bool = False
    queued: bool = False
    """Who has no turn may not book."""
    postponed: bool = False
    """It has no date, and nothing is sold until it has one."""
    suspended: bool = False
    """Its organiser is, and nothing is sold until they are reinstated, as was last decided..."""
    turn: int = 0
    """...in this turn."""
    change: Change | None = None
    """The last one that buyers are told."""
    starts_at: datetime | None = None
    """None if catalog has not said it."""
    organiser_id: str = ""
    """Empty if catalog has not said it."""
    cancel_before: timedelta | None = None
    """How long before the start what is paid can be cancelled, at latest; None: at any time."""

    offline_for: timedelta | None = None
    """How long who pays another way has for it; None: nobody may."""

    def obeys(self, asked: ByOrganiserOf) -> bool:
        """Is it for this person to say?"""
        return may(role_of(self.organiser_id, asked.asker_id, asked.by_operator, asked.roles), "bookings")

    @property
    def changes(self) -> int:
        return self.change.number if self.change else 0


class Turn(Row, key=("event_id", "buyer_id")):
    """A buyer's turn in the event's queue, and the booking that uses it."""

    event_id: str
    buyer_id: str
    deadline: datetime
    booking_id: str = ""
    over: bool = False

    def serves(self, now: datetime) -> bool:
        return not self.over and not self.booking_id and now <= self.deadline


class HoldBudget(Row, key=("event_id", "buyer_id")):
    """When holds of the buyer's lapsed unpaid, and what was opened since, until when. Who let none lapse has no row."""

    event_id: str
    buyer_id: str
    lapses: tuple[datetime, ...] = ()
    opened: dict[str, datetime] = field(default_factory=dict)
    """By booking."""


class Source(Row, key=("event_id", "source")):
    """From where accounts began bookings at the event, and when each did last. None where their number has no bound."""

    event_id: str
    source: str
    buyers: dict[str, datetime] = field(default_factory=dict)
