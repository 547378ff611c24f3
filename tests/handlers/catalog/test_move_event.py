"""An event of 300 places is on sale at `v1`, the town hall, and moves to `v2`, the old house."""

from typing import Any

import pytest

from choreography.testing import Bench
from contracts.catalog import (
    NO_BOUND,
    EventChanged,
    EventInvalid,
    EventRefused,
    EventRescheduled,
    SlotAsked,
    SlotGivenUp,
    SlotGranted,
    SlotRefused,
)
from handlers.catalog.rows import Calendar, Listing
from tests.handlers.catalog.asking import (
    add,
    cancel,
    change,
    come_round,
    create,
    postpone,
    publish,
    reschedule,
    section_changed,
    venue,
)
from tests.handlers.catalog.test_venue_slots import DAY, STARTS, answer, asked

OLD_HOUSE = {"room": 400, "hall": "Old house", "place": "Mill lane 2"}
MOVE, BACK = change(venue_id="v2"), change(venue_id="v1")


def at(bench: Bench) -> dict[str, list[str]]:
    """By venue, who has a time there."""
    rows = (bench.row(Calendar, venue) for venue in ("v1", "v2"))
    return {row.venue_id: [slot.event_id for slot in row.slots] for row in rows if row}


def listing(bench: Bench) -> Listing:
    found = bench.row(Listing, "e1")
    assert found
    return found


def granted(attempt: int = 3, **other: Any) -> SlotGranted:
    return SlotGranted(**{"event_id": "e1", "attempt": attempt, "venue_id": "v2"} | OLD_HOUSE | other)


def given_up(venue_id: str, attempt: int) -> SlotGivenUp:
    return SlotGivenUp(venue_id=venue_id, event_id="e1", attempt=attempt)


def changed(*names: str, hall: str = "Old house", room: int = 400, **fields: Any) -> EventChanged:
    new = {"venue_id": "v2", "place": "Mill lane 2"} | fields
    return EventChanged.of(create(**new), changed=names or ("place", "venue_id"), hall=hall, room=room)


def word(bench: Bench, id_: str, kind: type[EventChanged | EventRescheduled] = EventChanged) -> Any:
    """What the request came to, once the venues have answered."""
    come_round(bench)
    assert answer(bench, id_) == kind.__name__
    said = [one for one in bench.books.outbox.values() if one.envelope.type == kind.__name__]
    return kind.model_validate_json(said[-1].body)


@pytest.fixture
def selling(catalog: Bench) -> Bench:
    catalog.given(venue(), venue(venue_id="v2", name="Old house", place="Mill lane 2", capacity=400))
    catalog.given(create(venue_id="v1"), publish())
    come_round(catalog)
    return catalog


def test_the_new_venue_is_asked_and_until_it_answers_nothing_changes(selling: Bench) -> None:
    selling.when(MOVE, id="m")
    of = {"venue_id": "v2", "event_id": "e1", "attempt": 3, "capacity": 300}
    selling.then(SlotAsked(**of, starts_at=STARTS, ends_at=create().ends_at))
    assert (listing(selling).venue_id, answer(selling, "m"), at(selling)) == ("v1", "", {"v1": ["e1"]})
    selling.when(change(venue_id="v1"))
    selling.then(EventRefused(event_id="e1", reason="venue_asked"))


def test_who_is_let_in_has_moved_to_its_address_and_gives_up_the_old_venue(selling: Bench) -> None:
    selling.given(MOVE)
    selling.when(granted(), id="g")
    selling.then(changed(), given_up("v1", 3))
    for late in ("g", "again"):
        selling.when(granted(), id=late)
        selling.then_nothing()
    come_round(selling)
    assert at(selling) == {"v1": [], "v2": ["e1"]}


def test_who_says_where_it_is_keeps_that_word_and_may_move_and_change_the_time_in_one(selling: Bench) -> None:
    both = {"starts_at": STARTS + DAY, "ends_at": STARTS + 2 * DAY}
    selling.when(change(venue_id="v2", place="The mill", **both), id="m")
    said = word(selling, "m")
    assert said == changed("place", "venue_id", *both, place="The mill", **both)
    calendar = selling.row(Calendar, "v2")
    assert calendar and (calendar.slots[0].starts_at, at(selling)["v1"]) == (STARTS + DAY, [])


def test_a_venue_that_is_taken_leaves_it_where_it_is(selling: Bench) -> None:
    selling.given(asked().model_copy(update={"venue_id": "v2"}))
    selling.when(MOVE, id="m")
    come_round(selling)
    selling.then(EventRefused(event_id="e1", reason="venue_taken"))
    assert (listing(selling).venue_id, at(selling)) == ("v1", {"v1": ["e1"], "v2": ["e2"]})
    assert (answer(selling, "m"), listing(selling).planned) == ("EventRefused", None)


def test_a_venue_for_fewer_people_is_an_invalid_capacity(selling: Bench) -> None:
    selling.given(venue(venue_id="v3", capacity=299), change(venue_id="v3"))
    come_round(selling)
    selling.then(EventInvalid(event_id="e1", reason="capacity"))
    assert (listing(selling).venue_id, at(selling)) == ("v1", {"v1": ["e1"]})


def test_who_has_grown_beyond_the_new_venue_while_it_was_asked_stays(catalog: Bench) -> None:
    catalog.given(venue(), create(venue_id="v1"), add(), publish())
    come_round(catalog)
    catalog.given(MOVE, section_changed({"A": 99}, added=77))
    catalog.when(granted(room=398))
    catalog.then(given_up("v2", 3), EventInvalid(event_id="e1", reason="capacity"))
    assert listing(catalog).venue_id == "v1"


@pytest.mark.parametrize("meanwhile", [postpone(), cancel()], ids=["postponed", "called off"])
def test_who_is_called_off_or_postponed_meanwhile_is_at_neither_venue(selling: Bench, meanwhile: Any) -> None:
    selling.when(MOVE, id="m")
    selling.given(meanwhile)
    selling.when(granted())
    selling.then(given_up("v2", 3), EventRefused(event_id="e1", reason="illegal_move"))
    come_round(selling)
    assert (at(selling), answer(selling, "m")) == ({"v1": [], "v2": []}, "EventRefused")


def test_who_ends_meanwhile_is_at_neither_venue(selling: Bench) -> None:
    selling.given(MOVE)
    selling.passes(31 * DAY)
    selling.when(granted())
    selling.then(given_up("v2", 3), EventRefused(event_id="e1", reason="illegal_move"))


def test_a_refusal_that_comes_late_changes_nothing(selling: Bench) -> None:
    selling.given(MOVE, granted())
    selling.when(SlotRefused(event_id="e1", attempt=3, reason="venue_taken"))
    selling.then_nothing()
    assert listing(selling).venue_id == "v2"


def test_an_old_question_that_comes_late_is_given_back_or_is_nobodys(selling: Bench) -> None:
    late = asked(event="e1", attempt=1)
    selling.given(MOVE)
    come_round(selling)
    selling.given(late)
    come_round(selling)
    assert at(selling) == {"v1": [], "v2": ["e1"]}
    selling.given(BACK)
    come_round(selling)
    selling.when(late)
    selling.then_nothing()
    selling.when(given_up("v1", 3))
    selling.then_nothing()
    assert at(selling) == {"v1": ["e1"], "v2": []}


def test_who_leaves_for_no_venue_has_no_bound_and_may_come_back(selling: Bench) -> None:
    selling.when(change(venue_id="", place="The meadow"), id="m")
    assert word(selling, "m") == changed("place", "venue_id", venue_id="", place="The meadow", hall="", room=NO_BOUND)
    assert at(selling) == {"v1": []}
    selling.when(BACK, id="b")
    assert word(selling, "b").room == 900 and at(selling) == {"v1": ["e1"]}


def test_a_postponed_event_chooses_another_venue_which_is_asked_with_the_new_date(selling: Bench) -> None:
    selling.given(postpone())
    selling.when(MOVE)
    selling.then(changed("venue_id", place="Town hall", hall="", room=0))
    selling.when(reschedule(), id="r")
    said = word(selling, "r", EventRescheduled)
    assert (said.room, said.hall, at(selling)) == (400, "Old house", {"v1": [], "v2": ["e1"]})
