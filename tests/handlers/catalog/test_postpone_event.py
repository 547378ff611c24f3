from datetime import timedelta

import pytest

from choreography.testing import START, Bench
from contracts.catalog import (
    NO_BOUND,
    EventBackOnSale,
    EventForbidden,
    EventInvalid,
    EventPostponed,
    EventRefused,
    EventRescheduled,
    EventSoldOut,
)
from tests.handlers.catalog.asking import back, cancel, create, postpone, publish, reschedule, sold_out, state

DAY = timedelta(days=1)


@pytest.fixture
def put_off(catalog: Bench) -> Bench:
    catalog.given(create(), publish(), postpone())
    return catalog


def said_by_and_by(bench: Bench) -> list[str]:
    return [said.envelope.type for said in bench.books.outbox.values()]


def test_an_event_on_sale_is_postponed(catalog: Bench) -> None:
    catalog.given(create(), publish())
    catalog.when(postpone(), id="c1")
    catalog.then(EventPostponed(event_id="e1", reason="storm"))
    catalog.when(postpone(), id="c1")
    catalog.then_nothing()


def test_a_new_date_puts_it_on_sale_again(put_off: Bench) -> None:
    put_off.when(new := reschedule(), id="c1")
    dates = {"starts_at": new.starts_at, "ends_at": new.ends_at, "sale_closes": new.sale_closes}
    put_off.then(EventRescheduled.of(create(**dates), room=NO_BOUND))
    assert state(put_off) == "on_sale"
    put_off.when(reschedule(), id="c1")
    put_off.then_nothing()


def test_it_ends_by_its_new_date_and_not_by_its_old_one(put_off: Bench) -> None:
    put_off.passes(31 * DAY)
    assert state(put_off) == "postponed"
    put_off.given(reschedule())
    put_off.passes(20 * DAY)
    assert state(put_off) == "on_sale"
    put_off.passes(DAY)
    assert state(put_off) == "ended"


def test_what_was_sold_out_is_so_again_after_its_new_date(catalog: Bench) -> None:
    catalog.given(create(), publish(), sold_out(), postpone(), reschedule())
    catalog.passes(timedelta())
    said = [one for one in said_by_and_by(catalog) if one != "EventListed"]
    assert said[-3:] == ["EventPostponed", "EventRescheduled", "EventSoldOut"]
    catalog.when(back())
    catalog.then(EventBackOnSale(event_id="e1", stock_seq=8))


def test_what_the_stock_says_meanwhile_is_kept_in_mind(put_off: Bench) -> None:
    put_off.when(sold_out())
    put_off.then()
    assert state(put_off) == "postponed"
    put_off.given(reschedule())
    put_off.passes(timedelta())
    put_off.then(EventSoldOut(event_id="e1", stock_seq=7))


@pytest.mark.parametrize("field", ["ends_at", "sale_closes"])
def test_a_date_that_cannot_be_is_named_and_it_stays_postponed(put_off: Bench, field: str) -> None:
    put_off.when(reschedule(**{field: START}))
    put_off.then(EventInvalid(event_id="e1", reason=field))
    assert state(put_off) == "postponed"


def test_what_is_no_such_move_is_refused(catalog: Bench) -> None:
    refused = EventRefused(event_id="e1", reason="illegal_move")
    catalog.given(create())
    for past, move in ((None, postpone()), (publish(), reschedule()), (postpone(), postpone()), (None, publish())):
        catalog.given(*([past] if past else []))
        catalog.when(move)
        catalog.then(refused)
    catalog.given(cancel())
    catalog.when(reschedule())
    catalog.then(refused)


def test_only_the_organiser_or_an_operator_moves_it(put_off: Bench) -> None:
    put_off.when(reschedule(organiser_id="otto"))
    put_off.then(EventForbidden(event_id="e1"))
    put_off.given(reschedule(organiser_id="ops", by_operator=True))
    put_off.when(postpone(organiser_id="otto"))
    put_off.then(EventForbidden(event_id="e1"))


def test_before_it_is_created_it_is_refused(catalog: Bench) -> None:
    for move in (postpone(), reschedule()):
        catalog.when(move)
        catalog.then_refused("not_found")
