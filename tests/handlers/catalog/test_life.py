"""The moves that follow by themselves: from the stock, and from the clock; and the end of a draft."""

from datetime import timedelta

import pytest

from choreography.testing import Bench
from contracts.base import Message
from contracts.catalog import EventBackOnSale, EventDeleted, EventEnded, EventForbidden, EventRefused, EventSoldOut
from handlers.catalog.own import EndEvent, FollowStock
from tests.handlers.catalog.asking import (
    add,
    back,
    cancel,
    change,
    create,
    delete,
    publish,
    sold_out,
    state,
)

ENDS = create().ends_at


@pytest.fixture
def selling(catalog: Bench) -> Bench:
    catalog.given(create(), publish())
    return catalog


def test_an_event_is_sold_out_with_its_last_place_and_back_with_the_first(selling: Bench) -> None:
    selling.when(sold_out())
    selling.then(EventSoldOut(event_id="e1", stock_seq=7))
    selling.when(back())
    selling.then(EventBackOnSale(event_id="e1", stock_seq=8))
    assert state(selling) == "on_sale"


def test_an_old_word_of_the_stock_is_no_news(selling: Bench) -> None:
    selling.given(sold_out(7), back(8))
    for late in (sold_out(7), back(8), sold_out(6)):
        selling.when(late)
        selling.then_nothing()


def test_what_is_called_off_stays_so_whatever_the_stock_says(selling: Bench) -> None:
    selling.given(cancel())
    selling.when(sold_out())
    selling.then()
    assert state(selling) == "cancelled"


def test_the_stock_of_an_event_that_nobody_knows_waits(catalog: Bench) -> None:
    catalog.when(sold_out())
    catalog.then_early()
    catalog.given(create(), publish())
    catalog.passes(timedelta())
    assert state(catalog) == "sold_out"


def test_looking_at_the_stock_once_more_changes_nothing(selling: Bench) -> None:
    selling.given(sold_out())
    selling.when(FollowStock(event_id="e1"))
    selling.then_nothing()


@pytest.mark.parametrize("past", [(), (sold_out(),)])
def test_an_event_is_over_at_its_end(selling: Bench, past: tuple[Message, ...]) -> None:
    selling.given(*past)
    selling.passes(ENDS - selling.now - timedelta(seconds=1))
    assert state(selling) != "ended"
    selling.passes(timedelta(seconds=1))
    selling.then(EventEnded(event_id="e1"))


def test_a_timer_for_another_end_does_nothing(selling: Bench) -> None:
    selling.when(EndEvent(event_id="e1", ends_at=ENDS - timedelta(hours=1)))
    selling.then_nothing()


def test_a_draft_does_not_end(catalog: Bench) -> None:
    catalog.given(create())
    catalog.when(EndEvent(event_id="e1", ends_at=ENDS))
    catalog.then_nothing()


def test_a_deleted_draft_is_gone_for_good(catalog: Bench) -> None:
    catalog.given(create())
    catalog.when(delete(), id="c1")
    catalog.then(EventDeleted(event_id="e1"))
    catalog.when(delete(), id="c1")
    catalog.then_nothing()
    for asked, reason in (
        (create(), "exists"), (add(), "not_a_draft"), (publish(), "illegal_move"),
        (change(name="Gala"), "illegal_move"), (delete(), "illegal_move"), (cancel(), "illegal_move"),
    ):  # fmt: skip
        catalog.when(asked)
        catalog.then(EventRefused(event_id="e1", reason=reason))


def test_what_was_on_sale_is_not_deleted_and_anothers_draft_neither(catalog: Bench) -> None:
    catalog.given(create())
    catalog.when(delete(organiser_id="otto"))
    catalog.then(EventForbidden(event_id="e1"))
    catalog.given(publish())
    catalog.when(delete())
    catalog.then(EventRefused(event_id="e1", reason="illegal_move"))
