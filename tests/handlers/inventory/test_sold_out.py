"""The last place that goes, and the first that comes back: two seats and two places to stand."""

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from choreography.testing import Bench
from contracts.base import Message
from contracts.inventory import StockBack, StockSoldOut
from handlers.inventory import inventory as service
from handlers.inventory.rows import Stock
from tests.handlers.inventory.saying import (
    SEATS,
    STANDING,
    block,
    cancelled,
    confirmed,
    event_cancelled,
    expired,
    held,
    published,
    released,
    requested,
    stalls,
    unblock,
    voided,
)

OTHER = {"booking": "b2"}


@pytest.fixture
def taken(inventory: Bench) -> Bench:
    """All four are held."""
    inventory.given(requested(**STANDING, **OTHER), requested(*SEATS))
    return inventory


def test_the_last_place_is_told_and_no_other(inventory: Bench) -> None:
    inventory.when(requested(**STANDING, **OTHER))
    inventory.then(held(**STANDING, **OTHER, stock_seq=2, price=4_000))
    inventory.when(requested(*SEATS), id="last")
    inventory.then(held(*SEATS, stock_seq=3, price=10_000), StockSoldOut(event_id="e1", stock_seq=3))
    inventory.when(requested(*SEATS), id="last")
    inventory.then_nothing()


def test_the_first_place_that_comes_back_is_told_and_no_other(taken: Bench) -> None:
    taken.when(expired(*SEATS))
    taken.then(released(*SEATS, stock_seq=4), StockBack(event_id="e1", stock_seq=4))
    taken.when(expired(**STANDING, **OTHER))
    taken.then(released(**STANDING, **OTHER, stock_seq=5))


def test_a_sold_place_comes_back_too(taken: Bench) -> None:
    taken.given(confirmed(*SEATS))
    taken.when(cancelled(*SEATS))
    taken.then(voided(*SEATS, stock_seq=5), StockBack(event_id="e1", stock_seq=5))


def test_what_is_called_off_never_comes_back(taken: Bench) -> None:
    taken.given(event_cancelled())
    taken.when(expired(*SEATS))
    taken.then(released(*SEATS, stock_seq=5))


BLOCKS: tuple[Message, ...] = (block(*SEATS), block(id_="k2", **STANDING), unblock(), unblock("k2"))
SAYABLE: tuple[Message, ...] = BLOCKS + tuple(
    said(*what, **more, booking=booking)
    for booking in ("b1", "b2", "b3")
    for what, more in (((), STANDING), (SEATS, {}))
    for said in (requested, confirmed, expired)
)


def later(bench: Bench) -> Iterator[Message]:
    """What comes of what it said to itself, and of what waited."""
    while bench.goes_on():
        yield from bench.said()


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(SAYABLE), max_size=12))
def test_the_last_word_says_whether_every_place_is_taken(story: list[Message]) -> None:
    bench, last = Bench(service), False
    bench.given(published(), stalls())
    for message in story:
        bench.when(message)
        for said in (*bench.said(), *later(bench)):
            if isinstance(said, StockSoldOut | StockBack):
                assert isinstance(said, StockSoldOut) != last, "said twice"
                last = isinstance(said, StockSoldOut)
    stock = bench.row(Stock, "e1")
    assert stock and stock.gone == last
