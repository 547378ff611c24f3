from datetime import datetime, timedelta

import pytest

from choreography.testing import START, Bench
from contracts.base import Event
from contracts.catalog import (
    EventBackOnSale,
    EventCancelled,
    EventChanged,
    EventCreated,
    EventDeleted,
    EventEnded,
    EventPostponed,
    EventPublished,
    EventRescheduled,
    EventSoldOut,
    PlanImported,
    SectionAdded,
    SectionPublished,
    VenueCreated,
)
from handlers.views.rows import EventView, SectionView, TypeView, VenueView
from tests.handlers.views import stories
from tests.handlers.views.mesh import Fact, shown

FACTS = stories.told(stories.called_off).facts


def only(*kinds: type[object]) -> list[Fact]:
    return [fact for kind in kinds for fact in FACTS if isinstance(fact.message, kind)]


def event(bench: Bench) -> EventView:
    found = bench.row(EventView, "e1")
    assert found
    return found


def test_a_draft_shows_all_that_its_organiser_said() -> None:
    shows = event(shown(only(EventCreated)))
    assert (shows.state, shows.organiser_id, shows.description, shows.place) == ("draft", "olga", "Loud", "Town hall")
    assert (shows.ticket_types, shows.sale_opens) == (stories.TYPES, START)


def test_a_time_is_shown_in_the_clock_in_which_it_was_said(views: Bench) -> None:
    (created,) = [fact.message for fact in only(EventCreated)]
    starts = datetime.fromisoformat("2026-06-05T19:30:00+05:30")
    views.when(EventCreated.model_validate_json(created.model_copy(update={"starts_at": starts}).model_dump_json()))
    assert (event(views).starts_at, event(views).utc_offset) == (starts, 330)


@pytest.mark.parametrize("order", [1, -1])
def test_a_change_of_other_fields_keeps_the_clock_of_its_time(views: Bench, order: int) -> None:
    (created,) = [fact.message for fact in only(EventCreated)]
    hours = ("2026-06-05T19:30:00+05:30", "2026-06-05T19:30:00+02:00", "2026-06-05T17:30:00+00:00")
    first, other, again = (created.model_copy(update={"starts_at": datetime.fromisoformat(hour)}) for hour in hours)
    said = (first, EventChanged.of(other, changed=("starts_at",)), EventChanged.of(again, changed=("name",)))
    for version, message in [*enumerate(said, 1)][::order]:
        views.when(message, version=version)
    assert (event(views).starts_at, event(views).utc_offset) == (again.starts_at, 120)


def test_a_published_event_shows_its_capacity() -> None:
    shows = event(shown(only(EventCreated, EventPublished)))
    assert (shows.state, shows.capacity, shows.held, shows.sold) == ("on_sale", 8, 0, 0)


def test_an_event_published_before_it_is_created_stays_on_sale() -> None:
    shows = event(shown(only(EventPublished, EventCreated)))
    assert (shows.state, shows.description, shows.capacity) == ("on_sale", "Loud", 8)


def test_a_cancelled_event_stays_cancelled_whatever_comes_late() -> None:
    shows = event(shown(only(EventCancelled, EventPublished, EventCreated)))
    assert (shows.state, shows.reason, shows.name) == ("cancelled", "rain", "Concert")


PUT_OFF = stories.told(stories.put_off).facts
OF_CATALOG = [fact for fact in PUT_OFF if fact.message.SERVICE == "catalog"]


def up_to(kind: type[Event]) -> EventView:
    """What is shown when this was last said."""
    last = max(n for n, fact in enumerate(OF_CATALOG) if isinstance(fact.message, kind))
    return event(shown(OF_CATALOG[: last + 1]))


@pytest.mark.parametrize(
    ("kind", "state", "reason"),
    [(EventPostponed, "postponed", "storm"), (EventSoldOut, "sold_out", ""), (EventBackOnSale, "on_sale", "")],
)
def test_each_move_is_shown_with_its_reason(kind: type[Event], state: str, reason: str) -> None:
    shows = up_to(kind)
    assert (shows.state, shows.reason) == (state, reason)


@pytest.mark.parametrize("late", [EventCreated, EventChanged, EventPublished, EventRescheduled])
def test_what_comes_late_takes_nothing_back(late: type[Event]) -> None:
    facts = sorted(OF_CATALOG, key=lambda fact: isinstance(fact.message, late))
    shows, later = event(shown(facts)), START + timedelta(days=9)
    assert (shows.name, shows.place, shows.description) == ("Gala", "Harbour", "Louder")
    assert (shows.starts_at, shows.sale_closes, shows.state) == (later, later, "on_sale")


@pytest.mark.parametrize(("said", "state"), [(EventEnded, "ended"), (EventDeleted, "deleted")])
def test_what_is_over_stays_so_whatever_comes_late(said: type[Event], state: str) -> None:
    bench = shown([])
    bench.when(said(event_id="e1"), version=9)
    for fact in only(EventCreated, EventPublished):
        bench.when(fact.message, version=fact.version)
    assert event(bench).state == state


def test_a_section_shows_its_seats_and_their_price() -> None:
    stalls = shown(only(SectionPublished)).row(SectionView, "e1", "stalls")
    assert stalls and (stalls.ticket_type, stalls.price, stalls.rows) == ("seated", 5_000, {"A": 2})
    assert stalls.listed == {"A": stories.SEATS}


@pytest.mark.parametrize("order", [1, -1])
def test_a_section_that_was_not_imported_is_older_than_the_plan(order: int) -> None:
    bench = shown(only(EventCreated, SectionAdded, PlanImported)[::order])
    boxes, stalls, balcony = (bench.row(SectionView, "e1", name) for name in ("boxes", "stalls", "balcony"))
    assert boxes and stalls and balcony
    assert boxes.plan_version < event(bench).plan_version == stalls.plan_version < balcony.plan_version


def test_counts_are_shown_for_the_event_its_types_and_its_sections() -> None:
    bench = shown(stories.told(stories.fought_over).facts)
    standing, free = bench.row(TypeView, "e1", "standing"), bench.row(TypeView, "e1", "free")
    stalls = bench.row(SectionView, "e1", "stalls")
    assert standing and free and stalls
    assert ((standing.held, standing.sold), (free.held, free.sold)) == ((0, 0), (0, 1))
    assert ((stalls.held, stalls.sold), (event(bench).held, event(bench).sold)) == ((1, 0), (1, 1))


def test_a_venue_is_shown(views: Bench) -> None:
    views.when(VenueCreated(venue_id="v1", organiser_id="olga", name="Town hall", place="Main street", capacity=9))
    views.then_rows(VenueView("v1", "olga", "Town hall", "Main street", 9))


def test_a_section_that_was_changed_while_it_sells_is_as_inventory_says() -> None:
    bench = shown(stories.told(stories.planned_anew).facts)
    stalls, balcony = (bench.row(SectionView, "e1", name) for name in ("stalls", "balcony"))
    assert stalls and balcony and (stalls.rows, stalls.listed, stalls.held) == ({"A": 1, "B": 2}, {}, 1)
    assert (balcony.rows, event(bench).capacity) == ({"A": 2}, 13)
    pit = bench.row(SectionView, "e1", "pit")
    assert pit and (pit.ticket_type, pit.price, pit.held) == ("seated", 5_000, 1)
