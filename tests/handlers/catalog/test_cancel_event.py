from datetime import timedelta

from choreography.testing import Bench
from contracts.catalog import EventCancelled, EventForbidden, EventRefused
from handlers.catalog.rows import Listing
from tests.handlers.catalog.asking import cancel, create, publish, state


def test_an_event_on_sale_is_called_off(catalog: Bench) -> None:
    catalog.given(create(), publish())
    catalog.when(cancel())
    catalog.then(EventCancelled(event_id="e1", reason="rain"))
    listing = catalog.row(Listing, "e1")
    assert listing and listing.state == "cancelled"


def test_a_draft_is_called_off(catalog: Bench) -> None:
    catalog.given(create())
    catalog.when(cancel())
    catalog.then(EventCancelled(event_id="e1", reason="rain"))


def test_what_is_called_off_does_not_end(catalog: Bench) -> None:
    catalog.given(create(), publish(), cancel())
    catalog.passes(timedelta(days=31))
    assert state(catalog) == "cancelled"


def test_what_is_over_is_not_called_off(catalog: Bench) -> None:
    catalog.given(create(), publish())
    catalog.passes(timedelta(days=31))
    catalog.when(cancel())
    catalog.then(EventRefused(event_id="e1", reason="illegal_move"))


def test_calling_off_again_is_refused_and_a_second_copy_says_nothing(catalog: Bench) -> None:
    catalog.given(create(), publish())
    catalog.when(cancel(), id="c1")
    catalog.when(cancel(), id="c1")
    catalog.then_nothing()
    catalog.when(cancel(), id="c2")
    catalog.then(EventRefused(event_id="e1", reason="illegal_move"))


def test_a_foreign_organiser_calls_nothing_off_and_an_operator_may(catalog: Bench) -> None:
    catalog.given(create(), publish())
    catalog.when(cancel(organiser_id="otto"))
    catalog.then(EventForbidden(event_id="e1"))
    catalog.when(cancel(organiser_id="ops", by_operator=True))
    catalog.then(EventCancelled(event_id="e1", reason="rain"))


def test_calling_off_what_does_not_exist_is_refused(catalog: Bench) -> None:
    catalog.when(cancel())
    catalog.then_refused("not_found")
