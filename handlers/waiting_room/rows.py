"""What the waiting room remembers: each queue, who waits in it in which order, and each place."""

from dataclasses import field
from datetime import datetime, timedelta
from typing import Any, Literal, Self

from choreography.row import Row

TURN = 1_000_000
"""Of one turn, the parts in which a queue's credit is counted."""

QueueState = Literal["announced", "open", "running", "closed"]
QUEUE_MOVES: dict[QueueState, tuple[QueueState, ...]] = {
    "announced": ("open", "closed"),
    "open": ("running", "closed"),
    "running": ("closed",),
    "closed": ("running",),
}
"""A queue that closed with its sale runs on if the event gets a new date."""
PlaceState = Literal["waiting", "turn", "spent", "lapsed", "left", "closed"]
PLACE_MOVES: dict[PlaceState, tuple[PlaceState, ...]] = {
    "waiting": ("turn", "left", "closed"),
    "turn": ("spent", "lapsed", "left"),
    "lapsed": ("spent",),
    "spent": (),
    "left": ("spent",),
    "closed": ("waiting", "turn", "left"),
}
"""A booking may come just behind the end of its turn: bookings judged it by its own clock, and that holds.
A place that closed with its queue is still in line, should the queue run on."""
IN_LINE: tuple[PlaceState, ...] = ("waiting", "closed")
"""Its turn has not come."""


class Queue(Row, key=("event_id",)):
    """One event's queue. `credit` is what the rate allows for now, in millionths of a turn."""

    event_id: str
    opens: datetime
    starts: datetime
    closes: datetime
    per_minute: int
    turn_for: timedelta
    at_most: int
    capacity: int
    """Tickets that there are."""
    credited_at: datetime
    """Until when the rate has been counted into the credit."""
    state: QueueState = "announced"
    seed: str = ""
    """Secret until the draw."""
    receipts: int = 0
    """How many were given."""
    chain: str = ""
    """The link of the last one."""
    ranks: int = 0
    """The last rank that was given, or is reserved for the draw."""
    drawn: int = 0
    """Ranks that the draw has given so far."""
    cursor: str = ""
    """The ordinal of the last place that had its turn."""
    served: int = 0
    """...and its rank."""
    waiting: int = 0
    """Whose turn has not come, whether the queue is closed or not."""
    called: int = 0
    """Of those, the ones who were called up in the last round and have no turn yet."""
    turns: int = 0
    """Those that are neither spent nor over, and those that are about to be granted."""
    taken: int = 0
    """Tickets that are held or sold."""
    credit: int = 0
    unasked: int = 0
    """Bookings by turns whose buyers cannot pay yet, as the provider was not ready for it so far."""
    fresh: dict[str, int] = field(default_factory=dict)
    """Turns that are not used, by the second since 1970 in which they came; rounds forget those that are too old..."""
    earned: int = 0
    """...and so many may be let in, however many are under way: those before them were served in time."""
    paused: bool = False
    slowed: bool = False
    postponed: bool = False
    """The event has no date: nobody is let in..."""
    suspended: bool = False
    """...and neither while its organiser is suspended, as was last decided..."""
    decided: int = 0
    """...in this turn of operators' decisions."""

    def legal(self, old: Self | None) -> bool:
        return (
            self.waiting >= 0
            and self.called >= 0
            and self.turns >= 0
            and self.unasked >= 0
            and self.earned >= 0
            and self.drawn <= self.ranks
        )

    def to(self, state: QueueState, **fields: Any) -> Self:
        """Raises AssertionError if the table of moves has no such move."""
        assert state in QUEUE_MOVES[self.state], f"a queue does not go from {self.state} to {state}"
        return self.but(state=state, **fields)

    @property
    def halted(self) -> bool:
        return self.postponed or self.suspended

    @property
    def line(self) -> int:
        """How many wait, and were not called up."""
        return max(0, self.waiting - self.called)

    @property
    def full(self) -> bool:
        """Nobody new may wait."""
        return self.waiting >= self.at_most

    @property
    def under_way(self) -> int:
        """Turns that may be on their way through the house: called up, just had, or led to a hold without a payment."""
        return self.called + sum(self.fresh.values()) + self.unasked

    @property
    def room(self) -> int:
        """For so many more turns there are tickets, if each is used for one."""
        return 0 if self.halted else max(0, self.capacity - self.taken - self.turns)


class Checkout(Row, key=("event_id", "booking_id")):
    """A booking by a turn, or one that was spoken of before that was known."""

    event_id: str
    booking_id: str
    waits: bool = False
    """Its buyer, for what can be paid; it counts among the queue's `unasked`."""


class Kept(Row, key=("event_id",)):
    """Places that were blocked, or left the plan, of an event without a queue, or before its queue was heard of."""

    event_id: str
    places: int = 0


class Waiter(Row, key=("event_id", "ordinal")):
    """Somebody who waits, in the order of the ordinals: those of the draw by their lot, then others as they came."""

    event_id: str
    ordinal: str
    place_id: str
    buyer_id: str
    rank: int = 0


class Place(Row, key=("event_id", "place_id"), audited=("state", "rank", "receipt")):
    """One person's place, in the state in which it is, or ended."""

    event_id: str
    place_id: str
    buyer_id: str
    receipt: int
    ordinal: str
    chain: str
    joined_at: datetime
    rank: int = 0
    state: PlaceState = "waiting"
    deadline: datetime | None = None
    """Of its turn."""

    @property
    def live(self) -> bool:
        return self.state in ("waiting", "turn")

    def to(self, state: PlaceState, **fields: Any) -> Self:
        """Raises AssertionError if the table of moves has no such move."""
        assert state in PLACE_MOVES[self.state], f"a place does not go from {self.state} to {state}"
        return self.but(state=state, **fields)
