"""Whatever is said, in whatever order: a booking moves as the table of moves allows, and no message dies of it."""

from datetime import timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from choreography.fold import Folded
from choreography.intake import Item
from choreography.testing import Bench
from contracts.base import Message
from handlers.bookings import bookings as service
from handlers.bookings.rows import MOVES
from tests.handlers.bookings.saying import (
    cancel,
    declined,
    event_cancelled,
    held,
    paid,
    published,
    rejected,
    request,
    state,
)

SAYABLE: tuple[Message, ...] = (
    request(),
    cancel(),
    held(1),
    held(2),
    held(1, price=0),
    rejected(1),
    rejected(2),
    paid(),
    declined(),
    published(),
    event_cancelled(),
)
PASSES = (timedelta(), timedelta(seconds=30), timedelta(minutes=10))
LEGAL: set[tuple[str, str]] = {("", "requested"), *((old, new) for old, news in MOVES.items() for new in news)}


class Watched(Bench):
    """Keeps the states that the booking goes through."""

    def __init__(self) -> None:
        self.path = [""]
        super().__init__(service)

    def _handle(self, item: Item) -> Folded:
        folded = super()._handle(item)
        assert self.outcome != "dead", self.error
        self.path.append(state(self))
        return folded


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from((*SAYABLE, *PASSES)), max_size=14))
def test_no_sequence_moves_a_booking_outside_the_table(story: list[Message | timedelta]) -> None:
    bench = Watched()
    for what in (published(), request(), *story):
        bench.passes(what) if isinstance(what, timedelta) else bench.when(what)
    steps = {(old, new) for old, new in pairwise(bench.path) if old != new}
    assert steps <= LEGAL, bench.path
