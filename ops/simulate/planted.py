"""Faults planted on purpose: a checker that never failed proves nothing. Each takes one rule out of the engine,
the last nine out of a service."""

import asyncio
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import count
from unittest.mock import patch

from choreography import batches, fold
from choreography.changes import Changes, LaneRow
from choreography.effects import TryAgain
from choreography.intake import Item
from choreography.lane import Lane
from choreography.memory.books import Books
from choreography.memory.store import MemoryStore
from choreography.overlay import Overlay
from handlers.bookings.rows import Booking
from handlers.inventory import hold_seats, holding, marks, release_seats
from handlers.inventory.marks import Seats
from handlers.inventory.rows import Hold, Plan, Seat, Section, Stock
from handlers.payments import booking_over
from handlers.payments.gateway import Refund
from handlers.payments.memory_gateway import MemoryGateway
from handlers.payments.rows import PaymentIntent
from handlers.promotions import return_use
from ops.simulate.day import Day, play
from ops.simulate.odds import CALM, Odds


@contextmanager
def inbox_removed() -> Iterator[None]:
    """Second copies are not noticed, neither by the fold nor by the inbox's key."""

    def forgetful(store: MemoryStore, changes: Changes) -> None:
        for heard in changes.heard:
            store.books.inbox.pop(heard.id, None)
        original(store, changes)

    original = MemoryStore.save_now
    with patch.object(MemoryStore, "save_now", forgetful), patch.object(fold, "second_copy", lambda *_: None):
        yield


@contextmanager
def holes_skipped() -> Iterator[None]:
    """A lane goes on after a failed batch as if nothing were missing: `next` runs ahead of what was handled."""

    def runs_ahead(overlay: Overlay, item: Item) -> bool:
        if item.place is None:
            return True
        topic, offset = item.place
        expected = overlay.next[item.partition].get(topic, 0)
        overlay.next[item.partition][topic] = max(offset + 1, expected)
        return offset >= expected

    async def careless(self: Lane, error: Exception, work: object) -> None:
        await asyncio.sleep(0.01)

    with patch.object(fold, "is_next", runs_ahead), patch.object(Lane, "_failed", careless):
        yield


@contextmanager
def stale_owner_not_fenced() -> Iterator[None]:
    """Who lost a partition without noticing may go on writing for it."""

    def everybody(store: MemoryStore, changes: Changes) -> None:
        for partition, row in changes.lanes.items():
            there = store.books.lanes[partition]
            changes.lanes[partition] = LaneRow(partition, there.epoch, there.turn, row.next)
        original(store, changes)

    def all_mine(books: Books, epochs: dict[int, int]) -> dict[int, LaneRow]:
        return {p: books.lanes[p] for p in epochs if p in books.lanes}

    original = MemoryStore.save_now
    with (
        patch.object(MemoryStore, "save_now", everybody),
        patch.object(Books, "recover_now", all_mine),
        patch.object(batches, "is_stale", lambda *_: False),
    ):
        yield


@contextmanager
def money_kept() -> Iterator[None]:
    """What was paid for a booking that is cancelled later stays."""

    def nothing_back(intent: PaymentIntent, now: datetime) -> Iterator[PaymentIntent]:
        yield intent

    with patch.object(booking_over, "refund", nothing_back):
        yield


@contextmanager
def seats_stay_marked() -> Iterator[None]:
    """What is released is never picked again."""
    with patch.object(release_seats, "freed", lambda *_: ()):
        yield


@contextmanager
def quotas_stay_taken() -> Iterator[None]:
    """What is released goes back to its type, but not to what types share."""

    def careless(stock: Stock, hold: Hold, **by: int) -> Stock:
        return stock.changed(**by) if sum(by.values()) < 0 else original(stock, hold, **by)

    original = Stock.moved
    with patch.object(Stock, "moved", careless):
        yield


@contextmanager
def uses_stay_counted() -> Iterator[None]:
    """A use that comes back is not counted down."""
    with patch.object(return_use, "counted", lambda *_: ()):
        yield


@contextmanager
def old_codes_let_in() -> Iterator[None]:
    """A gate asks for the ticket, and not whether its code is the newest."""

    def careless(hold: Hold, number: int, issue: int) -> bool:
        return original(hold, number, hold.issue)

    original = Hold.is_good
    with patch.object(Hold, "is_good", careless):
        yield


@contextmanager
def used_tickets_give_money_back() -> Iterator[None]:
    """Bookings notes who came in, and does not look."""
    with patch.object(Booking, "used", ()):
        yield


@contextmanager
def places_not_counted() -> Iterator[None]:
    """Nobody asks how many places are left, neither the step nor the row's guard."""
    with patch.object(holding, "full", lambda *_: False), patch.object(Stock, "legal", lambda *_: True):
        yield


@contextmanager
def owners_not_asked() -> Iterator[None]:
    """Nobody asks whose a seat is, neither the step, nor its mark in the plan, nor the row's guard."""

    def marked_anyhow(plan: Plan | None, sections: Sequence[Section], seats: Seats) -> Iterator[Section | Plan]:
        return original(plan, sections, [seat for seat in seats if not any(one.marks(seat) for one in sections)])

    original = marks.taken
    with (
        patch.object(hold_seats, "others", lambda *_: ()),
        patch.object(hold_seats, "taken", marked_anyhow),
        patch.object(Seat, "legal", lambda *_: True),
    ):
        yield


@contextmanager
def refunds_asked_for_anew() -> Iterator[None]:
    """Each try of a refund has a key of its own, and looks for none that was made before; each first answer is lost."""
    original, tries, asked = MemoryGateway.refund, count(), set[str]()

    async def careless(
        self: MemoryGateway, provider_id: str, price: int, metadata: dict[str, str], key: str, *, first: bool = False
    ) -> Refund:
        made = await original(self, provider_id, price, metadata, f"try {next(tries)}", first=True)
        if key not in asked:
            asked.add(key)
            raise TryAgain("the provider is silent")
        return made

    with patch.object(MemoryGateway, "refund", careless):
        yield


CANNOT_RUN = re.compile("TypeError|NameError|AttributeError")
"""What is wrong in a day whose fault does not fit the code any more."""


@dataclass(frozen=True)
class Planted:
    """`breach` is how a line begins by which it is found; `odds` are those of days on which it does harm soon."""

    fault: Callable[[], AbstractContextManager[None]]
    breach: str
    odds: Odds | None = None

    def day(self, seed: int) -> Day:
        with self.fault():
            return play(seed, self.odds)

    def found_in(self, wrong: Iterable[str]) -> bool:
        """A fault that cannot run has its breach, too, as nothing is done: it proves nothing."""
        lines = list(wrong)
        return any(re.match(self.breach, line) for line in lines) and not any(map(CANNOT_RUN.search, lines))


PLANTED: dict[str, Planted] = {
    "inbox removed": Planted(inbox_removed, r"broken: \w+ handled \w+ twice"),
    "holes skipped": Planted(holes_skipped, r"\w+ never handled \w+"),
    "stale owner not fenced": Planted(
        stale_owner_not_fenced, r"\w+ published \w+ out of order", replace(CALM, deaf=0.5, away=0.5)
    ),
    "money kept": Planted(money_kept, r"cancelled, and \d+ of \d+ is kept"),
    "seats stay marked": Planted(seats_stay_marked, "a seat is marked that nobody has"),
    "quotas stay taken": Planted(quotas_stay_taken, "broken: quotas "),
    "uses stay counted": Planted(uses_stay_counted, "broken: codes "),
    "old codes let in": Planted(old_codes_let_in, r"\S+ let somebody in, and was void"),
    "used tickets give money back": Planted(used_tickets_give_money_back, r"\S+ was used and given back"),
    "places not counted": Planted(places_not_counted, "broken: oversold"),
    "owners not asked": Planted(owners_not_asked, "broken: two owners"),
    "refunds asked for anew": Planted(refunds_asked_for_anew, "broken: refunded twice", replace(CALM, given_back=1)),
}
