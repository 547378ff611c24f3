"""How old the oldest open record is, from what a lane knows."""

from datetime import UTC, datetime

from choreography.sight.lag import Behind, Lag

PLACE = ("bookings.events", 3)
NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
THEN = NOON.timestamp()


def test_where_all_is_handled_there_is_no_lag() -> None:
    assert Behind().look({PLACE: 7}, {PLACE: 7}, {PLACE: NOON}, THEN + 100) == {PLACE: Lag(0, 0.0)}


def test_a_record_that_came_since_the_last_look_is_no_older_than_that_look() -> None:
    behind = Behind()
    behind.look({PLACE: 7}, {PLACE: 7}, {PLACE: NOON}, THEN + 100)
    assert behind.look({PLACE: 9}, {PLACE: 7}, {PLACE: NOON}, THEN + 105) == {PLACE: Lag(2, 5.0)}


def test_a_lane_that_stands_still_is_further_behind_at_each_look() -> None:
    behind = Behind()
    behind.look({PLACE: 7}, {PLACE: 7}, {}, THEN)
    ages = [behind.look({PLACE: 8}, {PLACE: 7}, {}, THEN + at)[PLACE].seconds for at in (5, 10, 15)]
    assert ages == [5.0, 10.0, 15.0]


def test_a_lane_that_works_through_a_backlog_is_as_old_as_what_it_handled_last() -> None:
    assert Behind().look({PLACE: 500}, {PLACE: 100}, {PLACE: NOON}, THEN + 60) == {PLACE: Lag(400, 60.0)}


def test_a_lane_that_never_handled_anything_counts_from_the_first_look() -> None:
    behind = Behind()
    assert behind.look({PLACE: 500}, {PLACE: 100}, {}, THEN) == {PLACE: Lag(400, 0.0)}
    assert behind.look({PLACE: 500}, {PLACE: 100}, {}, THEN + 5) == {PLACE: Lag(400, 5.0)}


def test_a_place_that_was_given_away_is_forgotten() -> None:
    behind = Behind()
    behind.look({PLACE: 7}, {PLACE: 7}, {}, THEN)
    assert behind.look({PLACE: 9}, {}, {}, THEN + 5) == {} and behind.none_open == {}
