"""Many people in a queue, each of whom acts so long after the turn, in a house that takes so long."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from choreography.testing import Bench
from handlers.waiting_room import waiting_room
from handlers.waiting_room.own import SeedMade
from handlers.waiting_room.rows import Place, Queue
from tests.handlers.waiting_room.saying import EVENT, HOUR, SECOND, SEED, held, join, payable, published, queue


@dataclass
class Crowd:
    """`idle` of ten never act. A house that takes None never says that a turn was used."""

    people: int
    thinks: timedelta = SECOND
    takes: timedelta | None = timedelta(milliseconds=500)
    idle: int = 0
    plan: dict[str, Any] = field(default_factory=dict)
    let_in: dict[str, datetime] = field(default_factory=dict)
    bench: Bench = field(default_factory=lambda: Bench(waiting_room))
    most: int = 0
    """Turns that were under way at once."""

    def __post_init__(self) -> None:
        self.bench.given(published(**{"capacity": 5_000, "per_minute": 300, "at_most": 5_000} | self.plan))
        self.bench.given(SeedMade(event_id=EVENT, seed=SEED))
        self.bench.passes(HOUR)
        self.bench.given(*(join(f"p{n:04}") for n in range(self.people)))

    def sells(self, seconds: int) -> int:
        """So many turns came in that time."""
        before = len(self.let_in)
        for _ in range(seconds):
            self.bench.passes(SECOND)
            self.notes_turns()
            for buyer in self.heard():
                self.bench.given(held(buyer, self.let_in[buyer] + self.thinks), payable(buyer))
        return len(self.let_in) - before

    def notes_turns(self) -> None:
        places = [one for one in self.bench.books.rows[Place].values() if isinstance(one, Place)]
        news = [one.buyer_id for one in places if one.state == "turn" and one.buyer_id not in self.let_in]
        self.let_in |= dict.fromkeys(news, self.bench.now)
        self.most = max(self.most, self.queue.under_way)

    def heard(self) -> list[str]:
        """Whose turn was used, as is known in this second."""
        if self.takes is None:
            return []
        after, now = self.thinks + self.takes, self.bench.now
        acts = [buyer for n, buyer in enumerate(self.let_in) if n % 10 >= self.idle]
        return [buyer for buyer in acts if now - SECOND < self.let_in[buyer] + after <= now]

    @property
    def queue(self) -> Queue:
        return queue(self.bench)
