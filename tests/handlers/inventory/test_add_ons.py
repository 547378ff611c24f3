"""What goes along with tickets: all or nothing, and never more than there is of it, or of what it shares."""

from datetime import timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from choreography.testing import Bench
from contracts.base import Message
from contracts.bookings import TicketsGivenUp
from contracts.inventory import SeatsHeld, SeatsReleased, StockBack, StockSoldOut, TicketsVoided
from contracts.prices import Breakdown, Discount
from handlers.inventory import add_ons
from handlers.inventory import inventory as service
from handlers.inventory.rows import Hold, Seat, Stock
from tests.handlers.inventory.along import agrees, offered, selling, used, wants, what
from tests.handlers.inventory.saying import (
    cancelled,
    confirmed,
    event_cancelled,
    expired,
    reissue,
    rejected,
    requested,
    stalls,
)
from tests.handlers.inventory.saying import what as saying

NOTHING = {"parking": (0, 0), "programme": (0, 0), "floor": (0, 0)}


def held(bench: Bench) -> SeatsHeld:
    (said,) = [one for one in bench.said() if isinstance(one, SeatsHeld)]
    return said


def test_tickets_and_add_ons_are_held_and_priced_together() -> None:
    bench = selling()
    bench.when(wants(2, parking=1, programme=2))
    assert used(bench) == {"parking": (1, 0), "programme": (2, 0), "floor": (3, 0)}
    assert held(bench).add_ons == {"parking": 1, "programme": 2}
    assert held(bench).breakdown == Breakdown.of(2 * 840 + 420 + 2 * 100, 2 * 160 + 80 + 2 * 19, 2 * 100)
    assert [line.total for line in held(bench).lines] == [1_100, 1_100]


def test_an_add_on_that_is_gone_refuses_the_whole_booking_by_its_name() -> None:
    bench = selling()
    bench.given(wants(1, "b2", programme=1))
    bench.when(wants(1, parking=4, programme=1))
    bench.then(rejected("add_on_sold_out", "parking", stock_seq=2))
    assert used(bench) == NOTHING | {"programme": (1, 0), "floor": (1, 0)}
    agrees(bench)


def test_a_booking_does_not_take_more_of_the_pool_than_there_is_for_tickets_and_add_ons_together() -> None:
    bench = selling()
    bench.when(wants(3, parking=2))
    bench.then(rejected("add_on_sold_out", "parking"))
    bench.when(wants(2, "b2", parking=2))
    assert used(bench)["floor"] == (4, 0)


def test_what_add_ons_took_of_the_pool_no_ticket_has() -> None:
    bench = selling()
    bench.given(wants(1, parking=3))
    bench.when(wants(1, "b2"))
    bench.then(rejected("sold_out", stock_seq=2, booking="b2"))


def test_an_add_on_that_the_event_does_not_sell_is_refused() -> None:
    bench = selling()
    bench.when(wants(1, parking=1, dinner=1))
    bench.then(rejected("unknown_add_on", "dinner"))


def test_so_many_tickets_take_so_many_add_ons() -> None:
    bench = selling()
    bench.when(wants(1, programme=2))
    bench.then(rejected("too_many_add_ons", "programme"))
    bench.when(wants(2, "b2", programme=2))
    assert used(bench)["programme"] == (2, 0)


def test_what_is_sold_is_held_no_more_and_a_second_copy_changes_nothing() -> None:
    bench = selling()
    bench.given(wants(1, parking=1))
    for _ in range(2):
        bench.when(confirmed(**what(1, parking=1)))
        assert used(bench) == NOTHING | {"parking": (0, 1), "floor": (0, 2)}


@pytest.mark.parametrize("sold", [False, True])
def test_what_is_over_gives_its_add_ons_back_once(sold: bool) -> None:
    bench = selling()
    bench.given(wants(1, parking=1), *([confirmed(**what(1, parking=1))] if sold else []))
    bench.when(cancelled(**what(1, parking=1)))
    assert used(bench) == NOTHING and isinstance(bench.said()[0], TicketsVoided if sold else SeatsReleased)
    bench.when(expired(**what(1, parking=1)))
    bench.then_nothing()
    assert used(bench) == NOTHING


def test_a_cancellation_that_overtakes_its_request_gives_back_what_comes_after_it() -> None:
    bench = selling()
    bench.when(cancelled(**what(1, parking=1)))
    bench.then_early()
    bench.given(wants(1, parking=1))
    bench.passes(timedelta())
    assert used(bench) == NOTHING


def test_a_request_said_twice_takes_once_and_before_its_event_it_waits() -> None:
    bench = Bench(service)
    bench.when(wants(1, parking=1))
    bench.then_early()
    bench.given(offered())
    bench.passes(timedelta())
    bench.when(wants(1, parking=1))
    bench.then_nothing()
    assert used(bench) == NOTHING | {"parking": (1, 0), "floor": (2, 0)}


def test_a_ticket_that_is_given_up_leaves_the_add_ons_and_the_last_takes_them_along() -> None:
    bench = selling()
    bench.given(wants(2, parking=2), confirmed(**what(2, parking=2)))
    bench.when(TicketsGivenUp(**saying(**what(2, parking=2)), tickets=(1,)))
    assert used(bench) == NOTHING | {"parking": (0, 2), "floor": (0, 3)}
    bench.when(cancelled(**what(2, parking=2)))
    assert used(bench) == NOTHING


def test_late_money_has_its_add_ons_again_or_nothing() -> None:
    bench = selling()
    bench.given(wants(1, parking=2), expired(**what(1, parking=2)), wants(1, "b2", parking=2))
    bench.when(wants(1, attempt=2, parking=2))
    bench.then(rejected("add_on_sold_out", "parking", stock_seq=4, attempt=2))
    bench.given(expired(**what(1, "b2", parking=2)))
    bench.when(wants(1, attempt=3, parking=2))
    assert used(bench) == NOTHING | {"parking": (2, 0), "floor": (3, 0)}


def test_what_is_given_away_costs_nothing_and_is_counted() -> None:
    bench = selling()
    bench.when(requested(**what(1, parking=1), complimentary=True))
    assert held(bench).price == 0 and used(bench)["parking"] == (1, 0)


def test_a_code_takes_nothing_off_add_ons() -> None:
    bench = selling()
    whole = Discount(code="FREE", percent=10_000)
    bench.when(wants(1, parking=1).model_copy(update={"discount": whole}))
    assert held(bench).price == 500 and [line.total for line in held(bench).lines] == [0]


def test_seats_that_are_picked_have_their_add_ons_or_are_free_again() -> None:
    bench = selling()
    bench.given(stalls())
    pair = {"ticket_type": "seated", "quantity": 1}
    bench.when(requested(**pair, add_ons={"parking": 4}))
    while bench.goes_on():
        pass
    assert bench.said() == [rejected("add_on_sold_out", "parking")]
    bench.when(requested(**pair, booking="b2", add_ons={"parking": 3}))
    while bench.goes_on():
        pass
    hold = bench.row(Hold, "e1", "e1-b2")
    assert hold and hold.seats and hold.add_ons == {"parking": 3} and used(bench)["floor"] == (3, 0)


@pytest.mark.parametrize(("taken", "had"), [(2, True), (3, False)])
def test_late_money_has_other_seats_with_its_add_ons_or_nothing(taken: int, had: bool) -> None:
    bench, parking = selling(), {"parking": 1}
    bench.given(stalls(), requested("stalls-A1", add_ons=parking), expired("stalls-A1", add_ons=parking))
    bench.given(requested("stalls-A1", booking="b2", add_ons={"parking": taken}))
    late = requested("stalls-A1", attempt=2, add_ons=parking)
    bench.when(late.model_copy(update={"others": True}))
    while bench.goes_on():
        pass
    other = bench.row(Seat, "e1", "stalls-A2")
    assert used(bench)["parking"] == (taken + had, 0)
    assert (held(bench).seats == ("stalls-A2",)) if had else (other is None or other.free)


def test_an_event_without_seats_is_sold_out_by_the_last_add_on_of_the_pool_and_back_with_it() -> None:
    bench = Bench(service)
    bench.given(offered().model_copy(update={"capacity": 4}))
    bench.when(wants(2, parking=2))
    assert any(isinstance(said, StockSoldOut) for said in bench.said())
    bench.when(cancelled(**what(2, parking=2)))
    assert any(isinstance(said, StockBack) for said in bench.said())


@pytest.mark.parametrize(("tickets", "parking"), [(1, 4), (3, 2)])
def test_a_careless_step_oversells_neither_add_on_nor_pool(
    monkeypatch: pytest.MonkeyPatch, tickets: int, parking: int
) -> None:
    monkeypatch.setattr(add_ons, "why_not", lambda *_: ("", ()))
    bench = selling()
    bench.when(wants(tickets, parking=parking))
    bench.then_dead()
    assert used(bench) == NOTHING


@pytest.mark.parametrize("by", [{"held": 4}, {"sold": 4}, {"held": 2, "sold": 2}, {"held": -1}, {"sold": -1}])
def test_an_add_on_beyond_its_capacity_is_not_legal(by: dict[str, int]) -> None:
    stock = selling().row(Stock, "e1")
    assert stock and stock.legal(None)
    assert not stock.but(add_ons=stock.add_ons | {"parking": stock.add_ons["parking"].moved(**by)}).legal(stock)


WISHES = ((2, "a", {}), (1, "b", {"parking": 1}), (1, "c", {"parking": 3}), (2, "d", {"parking": 1, "programme": 2}))
GIVEN_UP = TicketsGivenUp(**saying(**what(2, "e", parking=1)), tickets=(1,))
"""Of what was confirmed: it is never asked for again."""
SAYABLE = tuple(
    message
    for size, booking, add_ons in (*WISHES, (2, "e", {"parking": 1}))
    for message in (
        wants(size, booking, **add_ons), wants(size, booking, attempt=1 + (booking != "e"), **add_ons),
        *(said(**what(size, booking, **add_ons)) for said in (confirmed, expired, cancelled)), reissue(booking),
    )
)  # fmt: skip


E = what(2, "e", parking=1)
ANEW = [wants(2, "e", parking=1), confirmed(**E), GIVEN_UP, expired(**E), wants(2, "e", parking=1)]


@settings(max_examples=200, deadline=None)
@example(ANEW)
@given(st.lists(st.sampled_from((*SAYABLE, GIVEN_UP, event_cancelled())), max_size=25))
def test_no_sequence_oversells_add_ons_or_what_they_share(story: list[Message]) -> None:
    bench = selling()
    for message in story:
        bench.when(message)
        assert bench.outcome != "dead", bench.error
        bench.passes(timedelta())
        agrees(bench)
    assert not [waiting for waiting in bench.waits() if waiting.reason == "dead"]
