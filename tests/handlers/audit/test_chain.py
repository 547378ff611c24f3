from dataclasses import replace
from datetime import UTC, datetime

import pytest

from choreography.envelope import Envelope
from choreography.testing import Bench
from handlers.audit import audit as service
from handlers.audit.chain import digest, linked
from handlers.audit.rows import Head
from tests.handlers.audit.saying import asked, cancel, chain, released, wrong

JULY = datetime(2026, 7, 1, tzinfo=UTC)
SAID = Envelope("m1", "RequestBooking", "edge", JULY, "bookings.commands", "opera", "opera-b1", "m1")
OLD = "4f95bc6b2522e8f30d3c1c6c5582249801fc2d3c4099282fc03af8c2ce4c4740"
"""What was written for this message before there were routes."""
CHANGED = '{"listing/opera":{"name":["old","new"]}}'


@pytest.fixture
def told() -> Bench:
    """Three links of one chain."""
    bench = Bench(service)
    bench.given(asked(), cancel(), released())
    return bench


def test_an_untouched_chain_has_no_break(told: Bench) -> None:
    assert wrong(told, chain(told)) == []


def test_a_changed_entry_is_found(told: Bench) -> None:
    first, second, third = chain(told)
    assert wrong(told, [first, second.but(actor="eve"), third]) == ["event_id/opera 2: changed"]


def test_a_changed_entry_is_found_though_its_hash_was_made_to_fit(told: Bench) -> None:
    first, second, third = chain(told)
    forged = second.but(actor="eve")
    forged = forged.but(hash=digest(forged))
    assert wrong(told, [first, forged, third]) == ["event_id/opera 3: does not follow from the link before it"]


def test_a_changed_route_is_found(told: Bench) -> None:
    first, second, third = chain(told)
    assert wrong(told, [first, second.but(route="POST /bookings"), third]) == ["event_id/opera 2: changed"]


def test_a_removed_route_is_found() -> None:
    by_route = linked(Head("event_id", "opera"), replace(SAID, route="POST /bookings"), b"{}")
    assert digest(by_route.but(route="")) != by_route.hash


def test_changed_fields_that_were_altered_or_taken_for_a_route_are_found() -> None:
    entry = linked(Head("event_id", "opera"), replace(SAID, changed=CHANGED), b"{}")
    others = (
        entry.but(fields=CHANGED.replace("old", "odd")),
        entry.but(fields=""),
        entry.but(fields="", route=CHANGED),
    )
    assert digest(entry) == entry.hash and entry.hash not in map(digest, others)


def test_a_link_older_than_routes_still_fits() -> None:
    assert linked(Head("event_id", "opera"), SAID, b"{}").hash == OLD


def test_a_removed_entry_is_found(told: Bench) -> None:
    first, _, third = chain(told)
    assert wrong(told, [first, third]) == ["event_id/opera 3: 2 should come here"]


def test_a_removed_end_is_found(told: Bench) -> None:
    assert wrong(told, chain(told)[:-1]) == ["event_id/opera: ends at 2, should end at 3"]


def test_an_inserted_entry_is_found(told: Bench) -> None:
    first, second, third = chain(told)
    assert wrong(told, [first, second, second.but(id="x"), third])


def test_a_removed_end_row_is_found(told: Bench) -> None:
    entries = chain(told)
    told.books.rows.clear()
    assert wrong(told, entries) == ["event_id/opera: a chain without an end"]
