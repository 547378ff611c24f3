"""A venue has one event at a time: what it answers, and what becomes of the event then."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from choreography.testing import START, Bench
from contracts.catalog import (
    NO_BOUND,
    EventCancelled,
    EventChanged,
    EventInvalid,
    EventPublished,
    EventRefused,
    EventRescheduled,
    SlotAsked,
    SlotGivenUp,
    SlotGranted,
    SlotRefused,
)
from handlers.catalog.rows import Calendar, Listing, Slot
from tests.handlers.catalog.asking import (
    add,
    cancel,
    change,
    come_round,
    create,
    delete,
    postpone,
    publish,
    reschedule,
    state,
    venue,
)

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
STARTS = create().starts_at
OTHER = {"event_id": "e2", "venue_id": "v1"}


def asked(starts: datetime = STARTS, event: str = "e2", attempt: int = 1, capacity: int = 300) -> SlotAsked:
    said = {"venue_id": "v1", "event_id": event, "attempt": attempt, "capacity": capacity}
    return SlotAsked(**said, starts_at=starts, ends_at=starts + 3 * HOUR)


TOWN_HALL = {"room": 900, "hall": "Town hall", "place": "Main street 1"}


def granted(attempt: int = 1, event: str = "e1", **hall: Any) -> SlotGranted:
    return SlotGranted(event_id=event, attempt=attempt, venue_id="v1", **hall or TOWN_HALL)


def given_up(attempt: int, venue_id: str = "v1") -> SlotGivenUp:
    return SlotGivenUp(venue_id=venue_id, event_id="e1", attempt=attempt)


def refused(reason: str) -> EventRefused:
    return EventRefused(event_id="e1", reason=reason)


def slots(bench: Bench) -> set[str]:
    calendar = bench.row(Calendar, "v1")
    return {slot.event_id for slot in calendar.slots} if calendar else set()


def answer(bench: Bench, id_: str) -> str:
    found = bench.books.inbox[id_].answer
    return found.type if found else ""


@pytest.fixture
def drafted(catalog: Bench) -> Bench:
    catalog.given(venue(), create(venue_id="v1"))
    return catalog


@pytest.fixture
def selling(drafted: Bench) -> Bench:
    drafted.given(publish())
    come_round(drafted)
    return drafted


# the venue
def test_a_free_venue_is_the_events_for_its_time(drafted: Bench) -> None:
    drafted.when(asked(), id="a")
    drafted.then(granted(event="e2"))
    there = Slot(event_id="e2", starts_at=STARTS, ends_at=STARTS + 3 * HOUR, attempt=1)
    drafted.then_rows(Calendar("v1", (there,)))
    drafted.when(asked(), id="a")
    drafted.then_nothing()


@pytest.mark.parametrize(("off", "free"), [(-3, True), (-2, False), (0, False), (2, False), (3, True)])
def test_who_overlaps_is_refused_and_who_comes_behind_is_not(drafted: Bench, off: int, free: bool) -> None:
    drafted.given(asked())
    drafted.when(asked(STARTS + off * HOUR, "e3"))
    drafted.then(granted(event="e3") if free else SlotRefused(event_id="e3", attempt=1, reason="venue_taken"))


def test_a_new_time_takes_the_place_of_the_old_which_stays_if_it_is_refused(drafted: Bench) -> None:
    drafted.given(asked(), asked(STARTS + DAY, "e3"))
    drafted.given(asked(STARTS + DAY, attempt=2))
    assert slots(drafted) == {"e2", "e3"}
    drafted.given(asked(STARTS + 2 * DAY, attempt=3))
    drafted.when(asked(event="e4"))
    drafted.then(granted(event="e4"))


def test_more_people_than_it_holds_are_refused_if_anybody_knows_how_many(catalog: Bench) -> None:
    catalog.when(asked(capacity=901))
    catalog.then(granted(event="e2", room=NO_BOUND))
    catalog.given(venue())
    catalog.when(asked(capacity=901))
    catalog.then(SlotRefused(event_id="e2", attempt=1, reason="over_capacity"))


def test_what_is_over_is_forgotten(drafted: Bench) -> None:
    drafted.given(asked())
    drafted.passes(31 * DAY)
    drafted.given(asked(STARTS + 40 * DAY, "e3"))
    assert slots(drafted) == {"e3"}


def test_a_venue_with_a_thousand_events_to_come_takes_no_more(drafted: Bench) -> None:
    many = tuple(
        Slot(event_id=f"x{n}", starts_at=STARTS + n * DAY, ends_at=STARTS + n * DAY + HOUR) for n in range(1_000)
    )
    drafted.given(Calendar("v1", many))
    drafted.when(asked(STARTS - DAY))
    drafted.then(SlotRefused(event_id="e2", attempt=1, reason="venue_full"))


# the event
def test_an_event_with_a_venue_is_published_once_that_has_answered(drafted: Bench) -> None:
    drafted.when(publish(), id="p")
    drafted.then(asked(event="e1"))
    assert (state(drafted), answer(drafted, "p")) == ("draft", "")
    drafted.when(granted(), id="g")
    drafted.then(EventPublished.of(create(), capacity=300, room=900, starts_at=create().starts_at))
    assert (state(drafted), answer(drafted, "p")) == ("on_sale", "EventPublished")
    for late in ("g", "again"):
        drafted.when(granted(), id=late)
        drafted.then_nothing()


def test_a_taken_venue_leaves_a_draft_which_may_try_again_at_another_time(drafted: Bench) -> None:
    drafted.given(asked(), publish())
    come_round(drafted)
    drafted.then(refused("venue_taken"))
    drafted.given(change(starts_at=STARTS + DAY, ends_at=STARTS + 2 * DAY), publish())
    come_round(drafted)
    assert state(drafted) == "on_sale" and slots(drafted) == {"e1", "e2"}


def test_more_places_than_the_venue_holds_are_an_invalid_capacity(catalog: Bench) -> None:
    catalog.given(venue(capacity=299), create(venue_id="v1"))
    catalog.when(publish(), id="p")
    come_round(catalog)
    catalog.then(EventInvalid(event_id="e1", reason="capacity"))
    assert (state(catalog), answer(catalog, "p")) == ("draft", "EventInvalid")


@pytest.mark.parametrize("meanwhile", [add(), publish(), change(name="Gala"), delete()], ids=range(4))
def test_while_the_venue_is_asked_the_draft_stands_still(drafted: Bench, meanwhile: Any) -> None:
    drafted.when(publish(), id="p")
    drafted.when(meanwhile, id="m")
    drafted.then(refused("venue_asked"))
    assert (answer(drafted, "m"), answer(drafted, "p")) == ("EventRefused", "")
    drafted.when(granted())
    assert state(drafted) == "on_sale" and answer(drafted, "p") == "EventPublished"


def test_who_is_called_off_while_the_venue_is_asked_leaves_it_free(drafted: Bench) -> None:
    drafted.when(publish(), id="p")
    drafted.when(cancel())
    assert EventCancelled(event_id="e1", reason="rain") in drafted.said()
    come_round(drafted)
    assert (state(drafted), slots(drafted), answer(drafted, "p")) == ("cancelled", set(), "EventRefused")


@pytest.mark.parametrize("move", [postpone(), cancel()])
def test_who_is_postponed_or_called_off_leaves_the_venue_free(selling: Bench, move: Any) -> None:
    assert slots(selling) == {"e1"}
    selling.given(move)
    come_round(selling)
    assert slots(selling) == set()


def test_a_new_date_asks_the_venue_again(selling: Bench) -> None:
    later = reschedule()
    selling.given(postpone())
    come_round(selling)
    selling.given(asked(later.starts_at))
    selling.when(later, id="r")
    come_round(selling)
    assert (state(selling), answer(selling, "r")) == ("postponed", "EventRefused")
    selling.when(reschedule(ends_at=later.ends_at + 9 * DAY, starts_at=later.starts_at + 9 * DAY), id="r2")
    come_round(selling)
    assert (state(selling), answer(selling, "r2")) == ("on_sale", "EventRescheduled")
    listing = selling.row(Listing, "e1")
    assert listing and listing.starts_at == later.starts_at + 9 * DAY


def test_other_times_of_what_is_on_sale_ask_the_venue_and_other_words_do_not(selling: Bench) -> None:
    selling.given(asked(STARTS + DAY))
    selling.when(change(name="Gala"))
    selling.then(EventChanged.of(create(venue_id="v1", name="Gala"), changed=("name",)))
    selling.when(change(ends_at=STARTS + 2 * DAY), id="long")
    come_round(selling)
    selling.then(refused("venue_taken"))
    selling.when(change(ends_at=STARTS + HOUR), id="short")
    come_round(selling)
    assert (answer(selling, "long"), answer(selling, "short")) == ("EventRefused", "EventChanged")
    selling.passes(STARTS + HOUR - START)
    assert state(selling) == "ended"


def test_an_answer_to_an_older_question_changes_nothing(selling: Bench) -> None:
    selling.given(change(ends_at=STARTS + HOUR), postpone(), granted(attempt=3), reschedule())
    selling.when(granted(attempt=3))
    selling.then(given_up(3))
    come_round(selling)
    assert state(selling) == "on_sale" and slots(selling) == {"e1"}
    assert any(said.envelope.type == EventRescheduled.__name__ for said in selling.books.outbox.values())


def test_an_answer_before_its_event_waits(catalog: Bench) -> None:
    for early in (granted(), SlotRefused(event_id="e1", attempt=1, reason="venue_taken")):
        catalog.when(early)
        catalog.then_early()
