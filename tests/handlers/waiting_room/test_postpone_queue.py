from datetime import timedelta

from choreography.testing import Bench
from contracts.catalog import EventCancelled, EventPostponed
from contracts.waiting_room import QueueClosed, QueueMoved, QueueReopened, TurnGranted
from tests.handlers.waiting_room.saying import (
    EVENT,
    HOUR,
    SECOND,
    TURN_FOR,
    adds_up,
    in_turn,
    join,
    of,
    queue,
    rescheduled,
)

POSTPONED = EventPostponed(event_id=EVENT)


def test_nobody_is_let_in_until_there_is_a_new_date(waiting_room: Bench) -> None:
    waiting_room.given(join("ann"), POSTPONED)
    waiting_room.passes(2 * HOUR)
    assert in_turn(waiting_room, "ann") == [] and queue(waiting_room).paused
    waiting_room.given(rescheduled(waiting_room))
    waiting_room.passes(SECOND)
    assert in_turn(waiting_room, "ann") == ["ann"] and not queue(waiting_room).paused


def test_who_waits_is_told_that_the_line_stands_still(waiting_room: Bench) -> None:
    waiting_room.given(*(join(f"buyer{n}") for n in range(3)))
    waiting_room.passes(HOUR)
    waiting_room.given(POSTPONED)
    waiting_room.passes(timedelta())
    moved = waiting_room.said()[0]
    assert isinstance(moved, QueueMoved) and moved.paused


def test_a_turn_does_not_lapse_while_nobody_can_book(waiting_room: Bench) -> None:
    waiting_room.given(join("ann"))
    waiting_room.passes(HOUR + SECOND)
    waiting_room.given(POSTPONED)
    waiting_room.passes(SECOND)
    waiting_room.passes(TURN_FOR)
    (longer,), place = waiting_room.said(), of(waiting_room, "ann")
    assert isinstance(longer, TurnGranted) and longer.extended and place.state == "turn"
    assert waiting_room.now < longer.deadline == place.deadline and adds_up(waiting_room, "ann")
    waiting_room.given(rescheduled(waiting_room))
    waiting_room.passes(SECOND)
    waiting_room.passes(TURN_FOR)
    assert of(waiting_room, "ann").state == "lapsed"


def test_a_turn_of_an_event_that_is_called_off_while_it_has_no_date_ends(waiting_room: Bench) -> None:
    waiting_room.given(join("ann"))
    waiting_room.passes(HOUR + SECOND)
    waiting_room.given(POSTPONED, EventCancelled(event_id=EVENT, reason="rain"))
    waiting_room.passes(HOUR)
    assert of(waiting_room, "ann").state == "lapsed"


def test_a_queue_does_not_close_by_its_old_date(waiting_room: Bench) -> None:
    waiting_room.given(POSTPONED)
    waiting_room.passes(6 * HOUR)
    assert queue(waiting_room).state == "running"
    waiting_room.given(rescheduled(waiting_room))
    waiting_room.passes(timedelta(days=1))
    waiting_room.then(QueueClosed(event_id=EVENT, reason="sale_over"))


def test_a_queue_that_closed_with_its_sale_runs_on(waiting_room: Bench) -> None:
    waiting_room.passes(6 * HOUR)
    waiting_room.given(POSTPONED)
    waiting_room.when(rescheduled(waiting_room), id="r")
    waiting_room.then(QueueReopened(event_id=EVENT))
    waiting_room.when(rescheduled(waiting_room), id="r")
    waiting_room.then_nothing()
    waiting_room.given(join("ann"))
    waiting_room.passes(SECOND)
    assert of(waiting_room, "ann").state == "turn"


def test_an_event_without_a_queue_has_nothing_to_stop(waiting_room: Bench) -> None:
    for said in (POSTPONED, rescheduled(waiting_room)):
        waiting_room.when(said.model_copy(update={"event_id": "e2"}))
        waiting_room.then_nothing()
