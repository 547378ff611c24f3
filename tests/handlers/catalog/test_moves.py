"""Whatever is said, in whatever order: an event moves as the table of moves allows, and no message dies of it."""

from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from choreography.fold import Folded
from choreography.intake import Item
from choreography.testing import Bench
from contracts.base import Message
from contracts.catalog import Details
from handlers.catalog import catalog as service
from handlers.catalog.rows import MOVES, Listing, State, carried
from tests.handlers.catalog.asking import (
    back,
    cancel,
    change,
    create,
    delete,
    postpone,
    publish,
    reschedule,
    sold_out,
    state,
)

SAYABLE: tuple[Message, ...] = (
    publish(), postpone(), reschedule(), cancel(), delete(), change(name="Gala"),
    *(news(seq) for seq in (3, 4, 5) for news in (sold_out, back)),
)  # fmt: skip
PASSES = (timedelta(), timedelta(days=31), timedelta(days=22))
LEGAL = {(old, new) for old, news in MOVES.items() for new in news}


class Watched(Bench):
    """Keeps the states that the event goes through."""

    def __init__(self) -> None:
        self.path: list[str] = []
        super().__init__(service)

    def _handle(self, item: Item) -> Folded:
        folded = super()._handle(item)
        assert self.outcome != "dead", self.error
        self.path.append(state(self))
        return folded


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from((*SAYABLE, *PASSES)), max_size=14))
def test_no_sequence_moves_an_event_outside_the_table(story: list[Message | timedelta]) -> None:
    bench = Watched()
    for what in (create(), *story):
        bench.passes(what) if isinstance(what, timedelta) else bench.when(what)
    steps = {(old, new) for old, new in pairwise(bench.path) if old != new}
    assert steps <= LEGAL, bench.path


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from((publish(), postpone(), reschedule(), sold_out(5), back(6))), max_size=9))
def test_what_is_on_sale_has_places_and_what_is_sold_out_has_none(story: list[Message]) -> None:
    bench = Bench(service)
    bench.given(create(), publish(), *story)
    bench.passes(timedelta())
    listing = bench.row(Listing, "e1")
    assert listing and (listing.state, listing.gone) in {
        ("on_sale", False), ("sold_out", True), ("postponed", False), ("postponed", True),
    }  # fmt: skip


@pytest.mark.parametrize("old", MOVES)
@pytest.mark.parametrize("new", MOVES)
def test_the_rows_guard_is_the_table_of_moves(old: State, new: State) -> None:
    was = Listing("e1", **carried(create(), Details), state=old)
    assert was.but(state=new).legal(was) == (new == old or new in MOVES[old])
