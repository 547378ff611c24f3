"""Whatever the order of arrival, and however often a fact is told: the same view in the end, and never a step back."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from choreography.testing import Bench
from handlers.inventory.rows import Hold, Seat, Stock, TicketStock
from handlers.views import views as service
from handlers.views.rows import BookingView, EventView, SeatView, SectionView, TypeView
from tests.handlers.views.mesh import Mesh, rows, shown
from tests.handlers.views.stories import STORIES, told

TOLD = {story.__name__: told(story) for story in STORIES}
ORDERED = {name: rows(shown(mesh.facts)) for name, mesh in TOLD.items()}


def used(row: Any) -> tuple[int, int, int]:
    return row.held, row.sold, row.blocked


@pytest.mark.parametrize("name", TOLD)
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_any_order_ends_in_the_same_view(name: str, data: st.DataObject) -> None:
    facts = TOLD[name].facts
    twice = data.draw(st.lists(st.sampled_from(facts), max_size=8))
    assert rows(shown(data.draw(st.permutations([*facts, *twice])))) == ORDERED[name]


@pytest.mark.parametrize("name", TOLD)
@settings(max_examples=10, deadline=None)
@given(data=st.data())
def test_no_view_ever_goes_back(name: str, data: st.DataObject) -> None:
    bench, last = Bench(service), dict[str, tuple[int, int]]()
    for n, fact in enumerate(data.draw(st.permutations(TOLD[name].facts))):
        bench.when(fact.message, id=str(n), version=fact.version, at=fact.time)
        for key, row in rows(bench).items():
            if isinstance(row, BookingView):
                now = (row.state_version, row.stock_seq)
                assert min(new - old for new, old in zip(now, last.get(key[-1], now), strict=True)) >= 0
                last[key[-1]] = now


@pytest.mark.parametrize("mesh", TOLD.values(), ids=list(TOLD))
def test_the_counts_are_those_of_inventory(mesh: Mesh) -> None:
    bench = shown(mesh.facts)
    stock, event = mesh.inventory.row(Stock, "e1"), bench.row(EventView, "e1")
    assert stock and event
    assert (*used(event), event.capacity) == (*used(stock), stock.capacity)
    assert event.stock_seq == stock.version
    views = [row for row in rows(bench).values() if isinstance(row, SectionView | TypeView)]
    parts = [row for row in views if row.key[-1] not in stock.add_ons]
    assert tuple(map(sum, zip(*map(used, parts), strict=True))) == used(stock)


@pytest.mark.parametrize("mesh", TOLD.values(), ids=list(TOLD))
def test_the_add_ons_are_those_of_inventory(mesh: Mesh) -> None:
    bench, stock = shown(mesh.facts), mesh.inventory.row(Stock, "e1")
    assert stock
    for name, one in stock.add_ons.items():
        view = bench.row(TypeView, "e1", name) or TypeView("e1", name)
        assert (view.held, view.sold) == (one.held, one.sold)
    for row in rows(mesh.inventory).values():
        if isinstance(row, Hold) and (booking := bench.row(BookingView, *row.key)):
            assert booking.add_ons == row.add_ons


@pytest.mark.parametrize("mesh", TOLD.values(), ids=list(TOLD))
def test_the_types_and_seats_are_those_of_inventory(mesh: Mesh) -> None:
    bench = shown(mesh.facts)
    for row in rows(mesh.inventory).values():
        if isinstance(row, TicketStock) and (kind := bench.row(TypeView, *row.key)):
            assert used(kind) == used(row)
        if isinstance(row, Seat):
            view, hold = bench.row(SeatView, *row.key), mesh.inventory.row(Hold, "e1", row.owner)
            assert view and view.state == (hold.state if hold else "blocked" if row.block else "free")
