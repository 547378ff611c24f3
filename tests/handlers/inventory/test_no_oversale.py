"""Whatever is said, in whatever order: no place has two owners, and the counters say what the holds say."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import chain
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from choreography.testing import Bench
from contracts.base import Message
from handlers.inventory import inventory as service
from handlers.inventory.rows import Block, Hold, Plan, Seat, Section, Stock, TicketStock
from tests.handlers.inventory.saying import (
    SEATS,
    block,
    cancelled,
    change,
    confirmed,
    event_cancelled,
    expired,
    published,
    reissue,
    requested,
    stalls,
    unblock,
    unblock_some,
)

WISHES: tuple[tuple[tuple[str, ...], dict[str, Any]], ...] = (
    (SEATS[:1], {"booking": "one"}),
    (SEATS, {"booking": "both"}),
    ((), {"booking": "crowd", "ticket_type": "standing", "quantity": 2}),
    ((), {"booking": "alone", "ticket_type": "standing", "quantity": 1}),
    ((), {"booking": "pair", "ticket_type": "seated", "quantity": 2}),
    ((), {"booking": "any", "ticket_type": "seated", "quantity": 1}),
)


def words(seats: tuple[str, ...], other: dict[str, Any]) -> Iterator[Message]:
    yield requested(*seats, **other)
    yield requested(*seats, attempt=2, **other)
    yield confirmed(*seats, **other)
    yield expired(*seats, **other)
    yield reissue(other["booking"])
    yield cancelled(*seats, **other)


ORGANISERS: tuple[Message, ...] = (
    block(SEATS[0], id_="one"),
    block(*SEATS, id_="both"),
    block(id_="crowd", ticket_type="standing", quantity=2),
    block(id_="alone", ticket_type="standing", quantity=1),
    *map(unblock, ("one", "both", "crowd", "alone")),
    *(unblock_some(seat, id_="both") for seat in SEATS),
    unblock_some(id_="crowd", ticket_type="standing", quantity=1),
    *(change({"A": seats}) for seats in (1, 2, 3)),
    change({"A": 1}, section="box", ticket_type="seated"),
)
SAYABLE = (*chain(*(words(*wish) for wish in WISHES)), *ORGANISERS)


def counted(holds: list[Hold], state: str) -> int:
    return sum(hold.size for hold in holds if hold.state == state)


def agrees(bench: Bench) -> None:
    """No two holds have one seat, and nothing is counted that nobody has."""
    holds = [row for row in bench.books.rows.get(Hold, {}).values() if isinstance(row, Hold)]
    stock, tier = bench.row(Stock, "e1"), bench.row(TicketStock, "e1", "standing")
    assert stock and tier
    assert (stock.held, stock.sold) == (counted(holds, "held"), counted(holds, "sold"))
    crowd = [hold for hold in holds if hold.ticket_type == "standing"]
    assert (tier.held, tier.sold) == (counted(crowd, "held"), counted(crowd, "sold"))
    owned = {(seat, hold.booking_id) for hold in holds if hold.state != "released" for seat in hold.seats}
    assert owned == {
        (s.name, s.owner) for s in bench.books.rows.get(Seat, {}).values() if isinstance(s, Seat) and s.owner
    }
    assert len({seat for seat, _ in owned}) == len(owned)
    assert stock.free >= 0 and tier.free >= 0
    kept = blocks_agree(bench, stock, tier)
    sections, plan = bench.books.rows.get(Section, {}).values(), bench.row(Plan, "e1")
    there = [one for one in sections if isinstance(one, Section)]
    if not there or plan is None:
        return
    assert plan.runs == {one.name: one.runs for one in there}
    seats = {seat for one in there for seat in one.names}
    assert stock.capacity == len(seats) + 2 and seats >= {seat for seat, _ in owned} | kept
    marked = {seat for one in there for seat in one.names if one.marks(seat)}
    assert marked == {seat for seat, _ in owned} | kept


def blocks_agree(bench: Bench, stock: Stock, tier: TicketStock) -> set[str]:
    """The seats that are blocked."""
    blocks = [one for one in bench.books.rows.get(Block, {}).values() if isinstance(one, Block)]
    kept = [one for one in blocks if one.state == "blocked"]
    assert stock.blocked == sum(one.size for one in kept)
    assert tier.blocked == sum(one.size for one in kept if not one.seats)
    seats = [one for one in bench.books.rows.get(Seat, {}).values() if isinstance(one, Seat) and one.block]
    named = sorted((seat, one.block_id) for one in kept for seat in one.seats)
    assert sorted((seat.name, seat.block) for seat in seats) == named
    assert not any(seat.owner for seat in seats)
    return {seat.name for seat in seats}


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from((*SAYABLE, event_cancelled())), max_size=20))
def test_no_sequence_oversells(story: list[Message]) -> None:
    bench = Bench(service)
    for said in (published(), stalls(), *story):
        bench.when(said)
        assert bench.outcome != "dead", bench.error
        bench.passes(timedelta())
        agrees(bench)
    assert not [waiting for waiting in bench.waits() if waiting.reason == "dead"]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(SAYABLE), st.booleans()), max_size=20))
def test_what_comes_between_picking_and_holding_oversells_nothing(story: list[tuple[Message, bool]]) -> None:
    bench = Bench(service)
    bench.given(published(), stalls())
    for said, soon in story:
        bench.when(said)
        if soon:
            bench.goes_on()
    bench.passes(timedelta())
    agrees(bench)
    assert not [waiting for waiting in bench.waits() if waiting.reason == "dead"]
