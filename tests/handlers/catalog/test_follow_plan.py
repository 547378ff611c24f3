"""Of what is sold inventory decides, and catalog follows."""

import pytest

from choreography.testing import Bench
from contracts.catalog import NO_BOUND, EventPublished, SlotAsked
from handlers.catalog.rows import Listing, Section
from tests.handlers.catalog.asking import add, come_round, create, postpone, publish, reschedule, section_changed, venue


def seats(bench: Bench) -> int:
    listing = bench.row(Listing, "e1")
    return listing.seats if listing else 0


def test_a_changed_section_is_as_inventory_said(catalog: Bench) -> None:
    catalog.given(create(), add(), publish())
    catalog.when(section_changed({"A": 9}, added=-13))
    catalog.then()
    catalog.then_rows(Section("e1", "stalls", "seated", 5_000, {"A": 9}))
    assert seats(catalog) == 9


def test_a_section_that_came_during_the_sale_is_known_too(catalog: Bench) -> None:
    catalog.given(create(), add(), publish())
    for _ in range(2):
        catalog.when(section_changed({"A": 4}, added=4, section="box", ticket_type="seated", price=5_000), id="c1")
    catalog.then_rows(Section("e1", "box", "seated", 5_000, {"A": 4}))
    listing = catalog.row(Listing, "e1")
    assert listing and (listing.seats, listing.sections) == (26, 2)


def test_a_second_copy_counts_once(catalog: Bench) -> None:
    catalog.given(create(), add(), publish())
    for _ in range(2):
        catalog.when(section_changed({"A": 23}, added=1), id="c1")
    catalog.then_nothing()
    assert seats(catalog) == 23


def test_a_change_of_what_nobody_knows_yet_waits(catalog: Bench) -> None:
    catalog.when(section_changed({"A": 9}, added=-13))
    catalog.then_early()


def test_a_new_date_asks_the_venue_for_as_many_as_there_are_now(catalog: Bench) -> None:
    catalog.given(venue(), create(venue_id="v1"), add(), publish())
    come_round(catalog)
    catalog.given(section_changed({"A": 30}, added=8), postpone(), reschedule())
    (asked,) = [one for one in catalog.said() if isinstance(one, SlotAsked)]
    assert asked.capacity == 330


@pytest.mark.parametrize(("venue_id", "room"), [("v1", 900), ("v2", NO_BOUND), ("", NO_BOUND)])
def test_a_publication_says_how_many_the_venue_holds(catalog: Bench, venue_id: str, room: int) -> None:
    catalog.given(venue(), create(venue_id=venue_id), add(), publish())
    come_round(catalog)
    (said,) = [one for one in catalog.books.outbox.values() if one.envelope.type == "EventPublished"]
    assert EventPublished.model_validate_json(said.body).room == room
