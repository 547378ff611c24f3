"""How many turns may be under way, and how a queue comes to more: by those before being served in time.

A turn is under way from the call until its buyer is asked for the money. Whether one that is not used waits for its
person or for the house, nobody knows: so it counts for some seconds, and not for longer.
"""

from datetime import datetime, timedelta

from contracts.bookings import TurnUsed
from handlers.waiting_room.rows import Place, Queue
from handlers.waiting_room.settings import SECOND, settings

AHEAD, AHEAD_AT_LEAST = timedelta(seconds=2), 10
"""As many as get their turns in this time may be under way, and some where the rate is low. Half a second is usual."""
EARNS = 4
"""Who is served in time brings so many turns: the rate is kept while more than one in four acts at all..."""
SAVES = 4
"""...and so many times what may be under way are saved up: where nothing is heard any more, they are the last."""


def bound(queue: Queue) -> int:
    return max(AHEAD_AT_LEAST, AHEAD // SECOND * queue.per_minute // 60)


def ahead(queue: Queue) -> int:
    """So many more may be let in for now; none while too many of those who hold seats cannot pay yet."""
    return max(0, min(bound(queue) - queue.unasked, max(queue.earned, bound(queue) - queue.under_way)))


def aged(queue: Queue, now: datetime) -> Queue:
    """Turns that were not used for some seconds hold nobody up any more."""
    oldest = second(now - settings().acts_within)
    return queue.but(fresh={at: many for at, many in queue.fresh.items() if int(at) > oldest})


def earned(queue: Queue, many: int) -> Queue:
    return queue.but(earned=min(queue.earned + many, SAVES * bound(queue)))


def had(queue: Queue, place: Place) -> Queue:
    """A turn begins."""
    return counted(queue, begun(queue, place), 1)


def served(queue: Queue, place: Place, said: TurnUsed, now: datetime) -> Queue:
    """By its person, whenever that was: what counts is how long the house took."""
    in_time = said.asked_at is None or now - said.asked_at <= settings().served_within
    return earned(over(queue, place), EARNS if in_time else 0)


def over(queue: Queue, place: Place) -> Queue:
    """A turn ends, if it is one; it may be under way no more."""
    return counted(queue, begun(queue, place), -1) if place.state == "turn" else queue


def begun(queue: Queue, place: Place) -> str:
    """The second in which its turn came, or was extended."""
    assert place.deadline, f"{place.place_id} has no turn"
    return str(second(place.deadline - queue.turn_for))


def counted(queue: Queue, at: str, by: int) -> Queue:
    many = max(0, queue.fresh.get(at, 0) + by)
    others = {other: number for other, number in queue.fresh.items() if other != at}
    return queue.but(fresh=others | ({at: many} if many else {}))


def second(at: datetime) -> int:
    """Since 1970."""
    return int(at.timestamp())
