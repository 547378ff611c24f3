"""What an organiser says to all who have tickets."""

from datetime import timedelta

import pytest

from choreography.testing import Bench
from contracts.base import Message
from contracts.catalog import AnnouncementMade, EventForbidden, EventRefused, MakeAnnouncement
from handlers.catalog.make_announcement import APART
from handlers.catalog.rows import Listing
from tests.handlers.catalog.asking import cancel, create, postpone, publish, state

EARLY = "Doors open early."


def announce(text: str = EARLY, organiser: str = create().organiser_id) -> MakeAnnouncement:
    return MakeAnnouncement(event_id="e1", organiser_id=organiser, text=text)


def made(number: int, text: str = EARLY) -> AnnouncementMade:
    return AnnouncementMade(event_id="e1", number=number, text=text)


@pytest.fixture
def on_sale(catalog: Bench) -> Bench:
    catalog.given(create(), publish())
    return catalog


def test_who_has_tickets_is_told_and_the_event_stays_as_it_is(on_sale: Bench) -> None:
    on_sale.when(announce())
    on_sale.then(made(1))
    assert state(on_sale) == "on_sale"


def test_a_second_one_waits_for_a_day(on_sale: Bench) -> None:
    on_sale.given(announce())
    on_sale.passes(APART - timedelta(seconds=1))
    on_sale.when(announce("Late."))
    on_sale.then(EventRefused(event_id="e1", reason="announced_today"))
    on_sale.passes(timedelta(seconds=1))
    on_sale.when(announce("Late."))
    on_sale.then(made(2, "Late."))


def test_a_second_copy_tells_nobody(on_sale: Bench) -> None:
    on_sale.when(announce(), id="one")
    on_sale.when(announce(), id="one")
    on_sale.then_nothing()


def test_another_organiser_tells_nobody(on_sale: Bench) -> None:
    on_sale.when(announce(organiser="otto"))
    on_sale.then(EventForbidden(event_id="e1"))
    row = on_sale.row(Listing, "e1")
    assert row and (row.announcements, row.announced_at) == (0, None)


def test_those_of_a_postponed_event_are_told_as_well(on_sale: Bench) -> None:
    on_sale.given(postpone())
    on_sale.when(announce())
    on_sale.then(made(1))


@pytest.mark.parametrize("past", [(create(),), (create(), publish(), cancel())])
def test_where_nobody_has_tickets_nobody_is_told(catalog: Bench, past: tuple[Message, ...]) -> None:
    catalog.given(*past)
    catalog.when(announce())
    catalog.then(EventRefused(event_id="e1", reason="nobody_to_tell"))


def test_of_an_event_that_is_not_known_nothing_is_told(catalog: Bench) -> None:
    catalog.when(announce())
    catalog.then_refused("not_found")
