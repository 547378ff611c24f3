"""What catalog remembers: each event as it is listed, its sections, and the venues."""

from dataclasses import field
from datetime import datetime, timedelta
from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict

from choreography.row import Row
from contracts.base import Message
from contracts.catalog import AddOn, ByOrganiser, ChangeEvent, Queueing, Quota, TicketType, places
from contracts.prices import Terms
from contracts.rights import may, role_of
from contracts.seating import ListedSeat, Seating

State = Literal["draft", "on_sale", "sold_out", "postponed", "ended", "cancelled", "deleted"]

MOVES: dict[State, tuple[State, ...]] = {
    "draft": ("on_sale", "cancelled", "deleted"),
    "on_sale": ("sold_out", "postponed", "ended", "cancelled"),
    "sold_out": ("on_sale", "postponed", "ended", "cancelled"),
    "postponed": ("on_sale", "cancelled"),
    "ended": (),
    "cancelled": (),
    "deleted": (),
}
"""The legal moves of an event's life. A deleted draft keeps its row, so that its id is not used again."""
PAIRS = tuple((old, new) for old, news in MOVES.items() for new in news)
"""The same, for the guard of the row, which the database has too."""

LISTED = (
    "name", "description", "category", "place", "venue_id", "starts_at", "ends_at", "currency", "ticket_types",
    "sale_opens", "sale_closes", "hold_for", "quotas", "add_ons", "queue", "no_single_seats", "cancel_before",
    "offline_for", "terms", "state", "sections", "seats", "plan", "announcements", "announced_at",
)  # fmt: skip
"""What the audit is told of a listing."""


class Listing(Row, key=("event_id",), audited=LISTED):
    """One event. `sections` counts its sections, `seats` the seats of all of them."""

    event_id: str
    organiser_id: str
    name: str
    description: str
    category: str
    place: str
    venue_id: str
    starts_at: datetime
    ends_at: datetime
    currency: str
    ticket_types: tuple[TicketType, ...]
    sale_opens: datetime
    sale_closes: datetime
    hold_for: timedelta
    quotas: tuple[Quota, ...] = ()
    add_ons: tuple[AddOn, ...] = ()
    queue: Queueing | None = None
    no_single_seats: bool = False
    cancel_before: timedelta | None = None
    offline_for: timedelta | None = None
    terms: Terms = Terms()
    state: State = "draft"
    sections: int = 0
    seats: int = 0
    gone: bool = False
    """No place can be had, as inventory last said..."""
    stock_seq: int = 0
    """...at this change of the stock."""
    planned: ChangeEvent | None = None
    """While the venue is asked: what changes when it says yes; nothing, if that has come to nothing meanwhile."""
    attempt: int = 0
    """The question to the venue that counts."""
    plan: str = ""
    """The plan of which parts wait for the others, or waited last."""
    announcements: int = 0
    """What its organiser said to all who have tickets, so often..."""
    announced_at: datetime | None = None
    """...and when last."""

    def legal(self, old: Self | None) -> bool:
        return self.seats >= self.sections and (
            old is None or self.state == old.state or (old.state, self.state) in PAIRS
        )

    @property
    def capacity(self) -> int:
        return self.seats + places(self.ticket_types, self.quotas)

    def may(self, state: State) -> bool:
        return state in MOVES[self.state]

    def to(self, state: State, **fields: Any) -> Self:
        """Raises AssertionError if the table of moves has no such move."""
        assert self.may(state), f"an event does not go from {self.state} to {state}"
        return self.but(state=state, **fields)

    def as_planned(self) -> Self:
        """As it is when the venue has said yes."""
        assert self.planned, "nothing is planned"
        return self.settled().but(**{name: getattr(self.planned, name) for name in self.planned.changed})

    def given_up(self) -> ChangeEvent | None:
        """What is planned, come to nothing. Nothing else is planned before the answer, for that tells who asked."""
        return self.planned and self.planned.model_copy(update={"changed": ()})

    def holds(self, venue_id: str) -> bool:
        """Has it a time there, or is it on sale from before there were calendars?"""
        return self.may("postponed") and self.venue_id == venue_id

    def settled(self) -> Self:
        """The venue has answered: a second answer is none to this question any more."""
        return self.but(planned=None, attempt=self.attempt + 1)

    def obeys(self, asked: ByOrganiser) -> bool:
        """Is it for this person to change the event?"""
        return may(role_of(self.organiser_id, asked.organiser_id, asked.by_operator, asked.roles), "change")


class Section(Row, key=("event_id", "section"), audited=True):
    """One section of an event's seating plan; `rows` says how many seats each row has."""

    event_id: str
    section: str
    ticket_type: str
    price: int
    rows: dict[str, int]
    listed: dict[str, tuple[ListedSeat, ...]] = field(default_factory=dict)


class PlanPart(Row, key=("event_id", "part"), audited=True):
    """Sections that wait for the rest of their plan. `part` is the plan's id and the part's number, in its order."""

    event_id: str
    part: str
    sections: tuple[Seating, ...] = ()

    @property
    def plan_id(self) -> str:
        return self.part.rpartition("/")[0]


class Organiser(Row, key=("organiser_id",), audited=True):
    """What operators decided of an organiser; `turn` counts their decisions."""

    organiser_id: str
    verified: bool = False
    suspended: bool = False
    turn: int = 0


class Selling(Row, key=("organiser_id", "event_id")):
    """An event that was put on sale, beside the others of its organiser."""

    organiser_id: str
    event_id: str


class Venue(Row, key=("venue_id",), audited=True):
    """A place where events are held."""

    venue_id: str
    organiser_id: str
    name: str
    place: str
    capacity: int


class Slot(BaseModel):
    """An event's time at a venue."""

    model_config = ConfigDict(frozen=True)

    event_id: str
    starts_at: datetime
    ends_at: datetime
    attempt: int = 0
    """The event's question that was answered with it; 0 in those of before it was noted."""

    def overlaps(self, other: Self) -> bool:
        return self.starts_at < other.ends_at and other.starts_at < self.ends_at


class Calendar(Row, key=("venue_id",)):
    """The times at which a venue is used, those that are not over; one for each event."""

    venue_id: str
    slots: tuple[Slot, ...] = ()

    def without(self, event_id: str, now: datetime) -> tuple[Slot, ...]:
        """Those of others that are not over."""
        return tuple(slot for slot in self.slots if slot.event_id != event_id and slot.ends_at > now)

    def attempt(self, event_id: str) -> int:
        """The question by which the event has its time; -1 if it has none."""
        return next((slot.attempt for slot in self.slots if slot.event_id == event_id), -1)


def carried(said: Message, by: type[Message]) -> dict[str, Any]:
    """The fields that `by` carries, as `said` has them: for a row, or a message, that repeats them."""
    return {name: getattr(said, name) for name in by.CARRIED}
