from datetime import timedelta
from typing import Any

import pytest

from choreography.testing import START, Bench
from contracts.catalog import (
    NO_BOUND,
    EventChanged,
    EventForbidden,
    EventInvalid,
    EventPublished,
    EventRefused,
    Queueing,
)
from handlers.catalog.rows import Listing
from tests.handlers.catalog.asking import SEATED, STANDING, add, cancel, change, create, publish, state

LATER = START + timedelta(days=33)
QUEUE = Queueing(opens=START, per_minute=60)


def changed(*names: str, **fields: Any) -> EventChanged:
    return EventChanged.of(create(**fields), changed=names or tuple(fields))


def test_what_is_named_changes_and_the_rest_stays(catalog: Bench) -> None:
    catalog.given(create())
    catalog.when(change(name="Gala", description="Loud"))
    catalog.then(changed(name="Gala", description="Loud"))
    listing = catalog.row(Listing, "e1")
    assert listing and (listing.name, listing.description, listing.place) == ("Gala", "Loud", "Town hall")


def test_all_of_a_draft_may_change_and_is_published_so(catalog: Bench) -> None:
    new = {"currency": "SEK", "ticket_types": (STANDING,), "hold_for": timedelta(minutes=2), "queue": QUEUE}
    catalog.given(create())
    catalog.when(change(**new))
    catalog.then(changed(**new))
    catalog.when(publish())
    catalog.then(EventPublished.of(create(**new), capacity=300, room=NO_BOUND, starts_at=create(**new).starts_at))


def test_a_draft_that_has_a_queue_may_have_none(catalog: Bench) -> None:
    catalog.given(create(queue=QUEUE))
    catalog.when(change(queue=None))
    catalog.then(changed("queue", queue=None))


def test_only_what_differs_is_said_to_have_changed(catalog: Bench) -> None:
    catalog.given(create())
    catalog.when(change(name="Concert", place="Harbour"))
    catalog.then(changed("place", place="Harbour"))
    catalog.when(change(place="Harbour"))
    catalog.then(EventChanged.of(create(place="Harbour"), changed=()))


def test_of_what_is_on_sale_only_what_is_not_sold_changes(catalog: Bench) -> None:
    catalog.given(create(), publish())
    catalog.when(change(name="Gala", starts_at=LATER, ends_at=LATER + timedelta(hours=1)))
    catalog.then(changed(name="Gala", starts_at=LATER, ends_at=LATER + timedelta(hours=1)))
    catalog.when(change(name="Opera", currency="SEK"))
    catalog.then(EventRefused(event_id="e1", reason="not_a_draft"))


def test_an_event_with_a_new_end_ends_then_and_not_before(catalog: Bench) -> None:
    catalog.given(create(), publish(), change(ends_at=LATER))
    catalog.passes(timedelta(days=32))
    assert state(catalog) == "on_sale"
    catalog.passes(timedelta(days=1))
    assert state(catalog) == "ended"


def test_the_ticket_types_of_a_draft_with_sections_stay(catalog: Bench) -> None:
    catalog.given(create(), add())
    catalog.when(change(ticket_types=(SEATED,)))
    catalog.then(EventRefused(event_id="e1", reason="has_sections"))


def test_what_is_called_off_does_not_change(catalog: Bench) -> None:
    catalog.given(create(), publish(), cancel())
    catalog.when(change(name="Gala"))
    catalog.then(EventRefused(event_id="e1", reason="illegal_move"))


@pytest.mark.parametrize(
    ("field", "wrong"),
    [("name", ""), ("name", None), ("ends_at", START), ("starts_at", START + timedelta(days=1)), ("ticket_types", ())],
)
def test_a_broken_limit_is_named(catalog: Bench, field: str, wrong: object) -> None:
    catalog.given(create())
    catalog.when(change(**{field: wrong}))
    catalog.then(EventInvalid(event_id="e1", reason="sale_closes" if field == "starts_at" else field))


def test_a_field_that_there_is_not_is_named(catalog: Bench) -> None:
    catalog.given(create())
    catalog.when(change().model_copy(update={"changed": ("state",)}))
    catalog.then(EventInvalid(event_id="e1", reason="state"))


def test_only_the_organiser_or_an_operator_changes_it(catalog: Bench) -> None:
    catalog.given(create())
    catalog.when(change(by={"organiser_id": "otto"}, name="Mine"))
    catalog.then(EventForbidden(event_id="e1"))
    catalog.when(change(by={"organiser_id": "ops", "by_operator": True}, name="Gala"))
    catalog.then(changed(name="Gala"))


def test_a_second_copy_changes_nothing_and_what_does_not_exist_is_refused(catalog: Bench) -> None:
    catalog.given(create())
    catalog.when(change(name="Gala"), id="c1")
    catalog.when(change(name="Gala"), id="c1")
    catalog.then_nothing()
    catalog.when(change().model_copy(update={"event_id": "e2"}))
    catalog.then_refused("not_found")
