"""A place of a type takes one of each of its quotas, and nothing is sold beyond any of them."""

from datetime import timedelta
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from choreography.testing import Bench
from contracts.base import Message
from contracts.catalog import Quota, TicketType, places
from contracts.inventory import SeatsHeld, SeatsRejected, SectionChanged, StockBack, StockSoldOut
from handlers.inventory import inventory as service
from handlers.inventory.rows import Stock
from tests.handlers.inventory.saying import (
    block,
    blocked,
    cancelled,
    change,
    confirmed,
    event_cancelled,
    expired,
    not_blocked,
    published,
    reissue,
    rejected,
    requested,
    stalls,
    unblock,
)
from tests.handlers.inventory.shared import QUOTAS, TYPES, agrees, selling, shared, wants, what

ONE_MORE = wants("child", 1, "late")


def kinds(bench: Bench) -> list[type[Message]]:
    return [type(said) for said in bench.said()]


def test_a_place_takes_one_of_each_of_its_quotas() -> None:
    bench = selling()
    bench.when(wants("child", 2, "b1"))
    assert shared(bench) == {"floor": (2, 0), "bar": (2, 0)}
    bench.when(wants("adult", 1, "b2"))
    assert shared(bench) == {"floor": (3, 0), "bar": (2, 0)}


@pytest.mark.parametrize(("first", "empty"), [("adult", "floor"), ("member", "bar")])
def test_a_quota_that_is_empty_refuses_a_type_that_has_places_left(first: str, empty: str) -> None:
    bench = selling()
    bench.given(wants(first, 3, "b1"), wants("child", 1, "b2", attempt=1))
    bench.when(wants("child", 2, "b3"))
    bench.then(rejected("sold_out", stock_seq=3 if empty == "floor" else 2, booking="b3"))
    agrees(bench)


def test_a_type_has_its_own_capacity_all_the_same() -> None:
    bench = selling()
    bench.when(wants("adult", 4, "b1"))
    bench.then(rejected("sold_out"))
    assert shared(bench) == {"floor": (0, 0), "bar": (0, 0)}


def test_what_is_sold_is_held_no_more() -> None:
    bench = selling()
    bench.given(wants("child", 2, "b1"))
    bench.when(confirmed(**what("child", 2, "b1")))
    assert shared(bench) == {"floor": (0, 2), "bar": (0, 2)}
    bench.when(reissue())
    assert shared(bench) == {"floor": (0, 2), "bar": (0, 2)}


@pytest.mark.parametrize("sold", [False, True])
def test_what_is_given_back_is_given_back_to_each_quota_once(sold: bool) -> None:
    bench = selling()
    bench.given(wants("child", 2, "b1"), *([confirmed(**what("child", 2, "b1"))] if sold else []))
    bench.when(cancelled(**what("child", 2, "b1")))
    assert shared(bench) == {"floor": (0, 0), "bar": (0, 0)}
    bench.when(expired(**what("child", 2, "b1")))
    bench.then_nothing()


def test_a_request_said_twice_takes_once() -> None:
    bench = selling()
    bench.given(wants("child", 1, "b1"))
    bench.when(wants("child", 1, "b1"))
    bench.then_nothing()
    assert shared(bench) == {"floor": (1, 0), "bar": (1, 0)}


def test_a_request_before_its_event_is_early() -> None:
    bench = Bench(service)
    bench.when(wants("child", 1, "b1"))
    bench.then_early()
    bench.given(published().model_copy(update={"ticket_types": TYPES, "quotas": QUOTAS}))
    bench.passes(timedelta())
    assert shared(bench) == {"floor": (1, 0), "bar": (1, 0)}


def test_late_money_is_refused_if_the_quota_is_anothers() -> None:
    bench = selling()
    bench.given(wants("child", 2, "b1"), expired(**what("child", 2, "b1")), wants("member", 2, "b2"))
    bench.when(wants("child", 2, "b1", attempt=2))
    bench.then(rejected("sold_out", stock_seq=4, attempt=2))
    bench.given(expired(**what("member", 2, "b2")))
    bench.when(wants("child", 2, "b1", attempt=3))
    assert kinds(bench) == [SeatsHeld] and shared(bench) == {"floor": (2, 0), "bar": (2, 0)}


def test_what_an_organiser_keeps_is_kept_in_each_quota_and_given_back_to_it() -> None:
    bench = selling()
    bench.when(block(ticket_type="child", quantity=2))
    bench.then(blocked(ticket_type="child", quantity=2, stock_seq=2))
    agrees(bench)
    bench.when(wants("adult", 3, "b1"))
    bench.then(rejected("sold_out", stock_seq=2))
    bench.given(unblock())
    bench.passes(timedelta())
    agrees(bench)
    bench.when(wants("adult", 3, "b2"))
    assert kinds(bench) == [SeatsHeld]


def test_no_more_is_kept_than_the_quota_has() -> None:
    bench = selling()
    bench.given(wants("adult", 3, "b1"))
    bench.when(block(ticket_type="child", quantity=2))
    bench.then(not_blocked("places_in_use"))
    agrees(bench)


def test_seats_that_are_added_are_sold_though_the_quotas_are_empty() -> None:
    bench = selling(seats=2)
    bench.given(stalls(), requested("stalls-A1", "stalls-A2", booking="b3"), wants("child", 3, "b1"))
    bench.when(wants("adult", 1, "b2"))
    assert kinds(bench) == [SeatsHeld, StockSoldOut]
    bench.given(change({"A": 3}, by_operator=True))
    bench.goes_on()
    assert kinds(bench) == [SectionChanged, StockBack]
    bench.when(requested("stalls-A3", booking="b4"))
    assert kinds(bench) == [SeatsHeld, StockSoldOut]


def test_seats_are_in_no_quota_whatever_type_is_said_with_them() -> None:
    bench = selling(seats=2)
    bench.given(stalls())
    bench.when(requested("stalls-A1", ticket_type="child", quantity=1))
    assert kinds(bench) == [SeatsHeld] and shared(bench) == {"floor": (0, 0), "bar": (0, 0)}
    bench.when(cancelled("stalls-A1"))
    agrees(bench)


def test_an_event_is_sold_out_when_no_type_has_any_left_though_fewer_are_sold_than_could_be() -> None:
    bench = selling(seats=1)
    bench.given(stalls(), wants("child", 3, "b1"), wants("adult", 1, "b2"))
    bench.when(requested("stalls-A1", booking="b3"))
    assert kinds(bench) == [SeatsHeld, StockSoldOut]
    bench.when(ONE_MORE)
    assert kinds(bench) == [SeatsRejected]
    bench.when(cancelled(**what("adult", 1, "b2")))
    assert StockBack in kinds(bench)


def test_an_event_without_quotas_keeps_none(inventory: Bench) -> None:
    inventory.given(requested(ticket_type="standing", quantity=1))
    stock = inventory.row(Stock, "e1")
    assert stock and not stock.quotas and not stock.remaining


def test_a_quota_beyond_its_size_is_not_legal() -> None:
    bench = selling()
    stock = bench.row(Stock, "e1")
    assert stock and stock.legal(None)
    for by in ({"held": 5}, {"blocked": 5}, {"blocked": -1}, {"held": -1}, {"sold": -1}, {"held": 2, "sold": 3}):
        assert not stock.but(quotas=stock.quotas | {"floor": stock.quotas["floor"].moved(**by)}).legal(stock)


SAYABLE = tuple(
    message
    for booking, kind, quantity in (
        ("a", "adult", 2), ("b", "adult", 1), ("c", "child", 2), ("d", "child", 1), ("e", "member", 2),
        ("f", "member", 1),
    )
    for message in (
        wants(kind, quantity, booking), wants(kind, quantity, booking, attempt=2), reissue(booking),
        *(said(**what(kind, quantity, booking)) for said in (confirmed, expired, cancelled)),
    )
)  # fmt: skip


KEPT = (
    *(block(id_=kind, ticket_type=kind, quantity=2) for kind in ("adult", "child", "member")),
    *map(unblock, ("adult", "child", "member")),
)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from((*SAYABLE, *KEPT, event_cancelled())), max_size=25))
def test_no_sequence_takes_more_of_a_quota_than_there_is(story: list[Message]) -> None:
    bench, last = selling(), False
    for message in story:
        bench.when(message)
        words = bench.said()
        while bench.goes_on():
            words += bench.said()
        agrees(bench)
        for said in words:
            if isinstance(said, StockSoldOut | StockBack):
                assert isinstance(said, StockSoldOut) != last, "said twice"
                last = isinstance(said, StockSoldOut)
    stock = bench.row(Stock, "e1")
    assert stock and (stock.closed or stock.gone == last)
    assert not [waiting for waiting in bench.waits() if waiting.reason == "dead"]


SIZES = st.integers(0, 4)
NAMES = ("a", "b", "c")


@settings(max_examples=200, deadline=None)
@given(
    st.tuples(SIZES, SIZES, SIZES), st.lists(st.tuples(SIZES, st.sets(st.sampled_from(NAMES), min_size=1)), max_size=3)
)
def test_the_places_of_an_event_are_never_fewer_than_can_be_sold(sizes: Any, shares: Any) -> None:
    types = [TicketType(name=name, price=1, capacity=size) for name, size in zip(NAMES, sizes, strict=True)]
    quotas = [Quota(name=str(n), size=size, ticket_types=tuple(names)) for n, (size, names) in enumerate(shares)]

    def fits(sold: tuple[int, ...]) -> bool:
        by = dict(zip(NAMES, sold, strict=True))
        return all(sum(by[name] for name in quota.ticket_types) <= quota.size for quota in quotas)

    most = max(sum(sold) for sold in product(*(range(size + 1) for size in sizes)) if fits(sold))
    assert places(types, quotas) >= most
    if all(sum(kind.name in quota.ticket_types for quota in quotas) < 2 for kind in types):
        assert places(types, quotas) == most
