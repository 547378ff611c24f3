"""In a currency that is not sold in, nothing new is sold; what was on sale before goes on."""

import pytest

from choreography.testing import Bench
from contracts.catalog import Details, EventChanged, EventInvalid, EventPublished, EventRescheduled
from handlers.catalog.rows import Listing, State, carried
from tests.handlers.catalog.asking import add, change, create, publish, reschedule, state, venue

REFUSED = EventInvalid(event_id="e1", reason="currency")


def old(state: State, currency: str, **other: str) -> Listing:
    """Of before there were such currencies."""
    return Listing("e1", **carried(create(currency=currency, **other), Details), state=state)


def test_a_postponed_event_is_rescheduled(catalog: Bench) -> None:
    catalog.given(old("postponed", "ISK"))
    catalog.when(reschedule())
    assert isinstance(catalog.said()[0], EventRescheduled)


@pytest.mark.parametrize("was", ["draft", "on_sale"])
def test_what_else_is_said_of_an_event_may_change(catalog: Bench, was: State) -> None:
    catalog.given(old(was, "ISK"))
    catalog.when(change(description="Loud"))
    catalog.then(EventChanged.of(create(currency="ISK", description="Loud"), changed=("description",)))


def test_no_draft_changes_to_such_a_currency(catalog: Bench) -> None:
    catalog.given(create())
    catalog.when(change(currency="ISK"))
    catalog.then(REFUSED)


@pytest.mark.parametrize("venue_id", ["", "v1"])
def test_an_old_draft_is_put_on_sale_in_another_alone(catalog: Bench, venue_id: str) -> None:
    catalog.given(venue(), old("draft", "KWD", venue_id=venue_id))
    catalog.when(publish())
    catalog.then(REFUSED)
    assert state(catalog) == "draft"


def test_in_another_currency_an_old_draft_is_put_on_sale(catalog: Bench) -> None:
    catalog.given(old("draft", "KWD"), add(), change(currency="EUR"))
    catalog.when(publish())
    assert isinstance(catalog.said()[0], EventPublished)
