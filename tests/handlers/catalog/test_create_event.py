from datetime import datetime, timedelta

import pytest

from choreography.testing import START, Bench
from contracts.catalog import EventCreated, EventInvalid, EventRefused, TicketType
from contracts.prices import Terms
from handlers.catalog.rows import Listing
from tests.handlers.catalog.asking import SEATED, create

MANY = tuple(TicketType(name=f"type {n}", price=1) for n in range(101))


def test_an_event_begins_as_a_draft(catalog: Bench) -> None:
    catalog.when(create())
    catalog.then(EventCreated.of(create()))
    listing = catalog.row(Listing, "e1")
    assert listing and (listing.state, listing.capacity, listing.hold_for) == ("draft", 300, timedelta(minutes=10))


def test_a_second_event_of_one_id_is_refused(catalog: Bench) -> None:
    catalog.given(create())
    catalog.when(create(organiser_id="otto"))
    catalog.then(EventRefused(event_id="e1", reason="exists"))


def test_a_second_copy_of_the_command_changes_nothing(catalog: Bench) -> None:
    catalog.when(create(), id="c1")
    catalog.when(create(), id="c1")
    catalog.then_nothing()


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("event_id", "e.1"),
        ("name", ""),
        ("place", "x" * 201),
        ("description", "x" * 20_001),
        ("currency", "eur"),
        ("currency", "KWD"),
        ("starts_at", datetime(2026, 7, 1)),
        ("ends_at", START),
        ("sale_closes", START),
        ("sale_closes", START + timedelta(days=31)),
        ("hold_for", timedelta(seconds=59)),
        ("hold_for", timedelta(hours=24, seconds=1)),
        ("offline_for", timedelta(seconds=59)),
        ("offline_for", timedelta(days=60, seconds=1)),
        ("ticket_types", ()),
        ("ticket_types", MANY),
        ("ticket_types", (SEATED, SEATED)),
        ("ticket_types", (TicketType(name="a|b", price=1),)),
        ("ticket_types", (TicketType(name="gift", price=-1),)),
        ("ticket_types", (TicketType(name="crowd", price=1, capacity=1_000_001),)),
        ("terms", Terms(tax_rate=10_001)),
        ("terms", Terms(tax_rate=-1)),
        ("terms", Terms(fee=-1)),
        ("terms", Terms(fee_rate=5_001)),
        ("terms", Terms(fee=2_001, fee_included=True)),
        ("terms", Terms(tax_rate=10_000, fee=1_001, fee_included=True)),
    ],
)
def test_a_broken_limit_is_named(catalog: Bench, field: str, wrong: object) -> None:
    catalog.when(create(**{field: wrong}))
    catalog.then(EventInvalid(event_id=create(**{field: wrong}).event_id, reason=field))
    assert catalog.row(Listing, "e1") is None


@pytest.mark.parametrize("hold_for", [timedelta(minutes=1), timedelta(hours=24)])
def test_the_limits_themselves_are_allowed(catalog: Bench, hold_for: timedelta) -> None:
    catalog.when(create(hold_for=hold_for, ticket_types=MANY[:100]))
    catalog.then(EventCreated.of(create(hold_for=hold_for, ticket_types=MANY[:100])))
