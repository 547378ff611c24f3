"""The waiting room: one fair queue for each event that more people want than there are seats."""

import hashlib
import re
from datetime import datetime

from contracts.base import Command, Event, OfEvent


class OfQueue(OfEvent):
    """About the queue of one event, for anybody to see."""

    @property
    def channel(self) -> str:
        """The one on which it is told, among those of its event."""
        return "queue"


class OfPlace(OfEvent, key="event_id", subject="place_id", carries=("place_id", "buyer_id")):
    """About one person's place in the queue of an event, in the event's partition."""

    place_id: str
    buyer_id: str


class Numbered(OfPlace, carries=("receipt", "rank")):
    """`receipt` counts the joins of the queue from 1; `rank` is the place in line from 1, 0 until it is drawn."""

    receipt: int
    rank: int = 0

    @property
    def number(self) -> str:
        """The receipt as text that sorts as the number does."""
        return number(self.receipt)


def number(receipt: int) -> str:
    return f"{receipt:09d}"


def place_id(event_id: str, buyer_id: str) -> str:
    """One for each person and event, and always the same: nobody gets another lot by joining again."""
    return f"{event_id}-q{hashlib.sha256(f'{event_id}|{buyer_id}'.encode()).hexdigest()[:19]}"


def is_place_id(id_: str) -> bool:
    """Or is it a booking's?"""
    return re.search("-q[0-9a-f]{19}$", id_) is not None


class JoinQueue(OfPlace, Command):
    """A person wants a place in the queue; who has one keeps it."""


class LeaveQueue(OfPlace, Command):
    """A person gives the place, or the turn, up."""


class QueueOpened(OfQueue, Event):
    """The queue takes people from `opens` on. Who joined before `starts` is drawn, by a seed that is fixed already."""

    opens: datetime
    starts: datetime
    per_minute: int
    """Turns granted a minute."""
    at_most: int
    """Places that may wait at once."""
    commitment: str
    """SHA-256 of the seed, in hexadecimal digits."""


class QueueJoined(Numbered, Event, answers=JoinQueue, status=201):
    """The place is taken. `chain` ties this receipt to the one before: `contracts.draw` says how."""

    joined_at: datetime
    chain: str
    waiting: int
    """How many wait now, this one included."""
    queue_seq: int = 0
    """The version of the queue, as in all that says how long it is."""


class QueueFull(OfPlace, Event, answers=JoinQueue, status=503):
    """As many wait as may; `reason` is queue_full."""

    reason: str


class QueueRefused(OfPlace, Event, answers=JoinQueue, status=409):
    """There is nothing to wait for; `reason` is not_open_yet or queue_closed."""

    reason: str


class QueueLeft(Numbered, Event, answers=LeaveQueue):
    """The place is free; who joins again has a new one."""

    waiting: int
    queue_seq: int = 0


class QueueNotLeft(OfPlace, Event, answers=LeaveQueue, status=409):
    """There is nothing to give up; `reason` is turn_spent."""

    reason: str


class QueueDrawn(OfQueue, Event):
    """The sale starts: places are ranked by the seed, which anybody can check against the commitment."""

    seed: str
    receipts: int
    """Receipts up to this one take part, unless they left before; later ones come in the order of their numbers."""
    chain: str
    """Of that receipt; empty if nobody had joined."""


class PlaceDrawn(Numbered, Event):
    """The place got its rank in the draw."""


class TurnGranted(Numbered, Event):
    """The person may book, once, until `deadline`."""

    deadline: datetime
    extended: bool = False
    """The same turn, for longer: it would have lapsed while the event had no date."""


class TurnExpired(Numbered, Event):
    """The turn was not used in time, and passes on."""


class TurnSpent(Numbered, Event):
    """The turn led to a booking that holds its seats."""


class QueueMoved(OfQueue, Event):
    """How far the queue has come."""

    served: int
    """The highest rank that had its turn."""
    waiting: int
    queue_seq: int = 0
    paused: bool = False
    """No turns are granted for now: each ticket is held, sold, or waited for by a turn; or the event is postponed."""
    slowed: bool = False
    """Turns come more slowly than at the set rate: those before are on their way to their seats, or to the payment."""


class QueueRateChanged(OfQueue, Event):
    """So many turns a minute from now on, as the organiser wants it: who waits may wait longer than was told."""

    per_minute: int
    before: int


class PlaceClosed(Numbered, Event, carries=("reason",)):
    """The queue closed before the turn of this place came; `reason` is the queue's, sale_over or event_cancelled."""

    reason: str


class PlaceReopened(Numbered, Event):
    """The queue goes on, and so does the place, with the rank that it had."""


class QueueClosed(OfQueue, Event):
    """Nobody's turn comes any more; `reason` is sale_over or event_cancelled. Who waits is told of the own place."""

    reason: str


class QueueReopened(OfQueue, Event):
    """The queue had closed with its sale, and goes on: the event has a new date."""
