from typing import Any

import pytest

from choreography.testing import Bench
from contracts.catalog import EventForbidden, EventInvalid, EventRefused, SectionAdded
from handlers.catalog.rows import Listing, Section
from tests.handlers.catalog.asking import add, create, publish


def test_a_draft_takes_a_section_at_the_price_of_its_type(catalog: Bench) -> None:
    catalog.given(create())
    catalog.when(add())
    catalog.then(SectionAdded.of(add(), price=5_000))
    catalog.then_rows(Section("e1", "stalls", "seated", 5_000, {"A": 10, "B": 12}))
    listing = catalog.row(Listing, "e1")
    assert listing and (listing.sections, listing.seats, listing.capacity) == (1, 22, 322)


def test_a_second_section_of_one_name_is_refused(catalog: Bench) -> None:
    catalog.given(create(), add())
    catalog.when(add())
    catalog.then(EventRefused(event_id="e1", reason="section_exists"))


def test_the_second_copy_of_a_section_adds_no_seats(catalog: Bench) -> None:
    catalog.given(create())
    catalog.when(add(), id="c1")
    catalog.when(add(), id="c1")
    catalog.then_nothing()


def test_what_is_on_sale_takes_no_section(catalog: Bench) -> None:
    catalog.given(create(), publish())
    catalog.when(add())
    catalog.then(EventRefused(event_id="e1", reason="not_a_draft"))


def test_a_section_for_no_event_is_refused(catalog: Bench) -> None:
    catalog.when(add())
    catalog.then_refused("not_found")


def test_a_foreign_organiser_adds_nothing_and_an_operator_may(catalog: Bench) -> None:
    catalog.given(create())
    catalog.when(add(organiser_id="otto"))
    catalog.then(EventForbidden(event_id="e1"))
    catalog.when(add(organiser_id="ops", by_operator=True))
    catalog.then(SectionAdded.of(add(), price=5_000))


def test_the_201st_section_is_refused(catalog: Bench) -> None:
    catalog.given(create(), *(add(f"s{n}", rows={"A": 1}) for n in range(200)))
    catalog.when(add("s200", rows={"A": 1}))
    catalog.then(EventRefused(event_id="e1", reason="too_many_sections"))


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("section", "left-wing"),
        ("ticket_type", "standing"),
        ("ticket_type", "unheard of"),
        ("rows", {}),
        ("rows", {"A": 0}),
        ("rows", {"a": 1}),
        ("rows", {"A": 250, "B": 251}),
    ],
)
def test_a_broken_limit_is_named(catalog: Bench, field: str, wrong: object) -> None:
    catalog.given(create())
    other: dict[str, Any] = {"section": "stalls", field: wrong}
    catalog.when(add(**other))
    catalog.then(EventInvalid(event_id="e1", reason=field))
