from choreography.testing import Bench
from contracts.catalog import EventCancelled
from contracts.waiting_room import QueueClosed, QueueLeft, QueueNotLeft, TurnSpent
from tests.handlers.waiting_room.saying import (
    EVENT,
    HOUR,
    SECOND,
    TURN_FOR,
    in_turn,
    join,
    leave,
    of,
    place,
    queue,
    released,
    used,
)


def test_a_turn_that_led_to_a_booking_is_spent_and_does_not_lapse(waiting_room: Bench) -> None:
    waiting_room.given(join("ann"))
    waiting_room.passes(HOUR + SECOND)
    waiting_room.when(used("ann", tickets=3))
    waiting_room.then(TurnSpent(**place("ann"), receipt=1, rank=1))
    waiting_room.passes(TURN_FOR)
    assert of(waiting_room, "ann").state == "spent"
    assert (queue(waiting_room).taken, queue(waiting_room).turns) == (3, 0)


def test_a_booking_that_came_just_behind_the_end_of_its_turn_counts_all_the_same(waiting_room: Bench) -> None:
    waiting_room.given(join("ann"))
    waiting_room.passes(HOUR + SECOND + TURN_FOR)
    assert of(waiting_room, "ann").state == "lapsed"
    waiting_room.when(used("ann"))
    assert of(waiting_room, "ann").state == "spent" and queue(waiting_room).turns == 0


def test_seats_that_are_taken_a_second_time_count_again(waiting_room: Bench) -> None:
    waiting_room.given(join("ann"))
    waiting_room.passes(HOUR + SECOND)
    waiting_room.given(used("ann"), released("ann"))
    waiting_room.when(used("ann"))
    waiting_room.then()
    assert queue(waiting_room).taken == 1


def test_seats_that_come_back_before_their_use_is_heard_of_count_to_nothing(waiting_room: Bench) -> None:
    waiting_room.given(join("ann"))
    waiting_room.passes(HOUR + SECOND)
    waiting_room.given(released("ann"), used("ann"))
    assert queue(waiting_room).taken == 0


def test_a_use_of_a_place_that_nobody_knows_yet_waits(waiting_room: Bench) -> None:
    waiting_room.when(used("ann"))
    waiting_room.then_early()


def test_who_has_booked_has_nothing_to_leave(waiting_room: Bench) -> None:
    waiting_room.given(join("ann"))
    waiting_room.passes(HOUR + SECOND)
    waiting_room.given(used("ann"))
    waiting_room.when(leave("ann"))
    waiting_room.then(QueueNotLeft(**place("ann"), reason="turn_spent"))


def test_leaving_twice_is_as_leaving_once(waiting_room: Bench) -> None:
    waiting_room.given(join("ann"), leave("ann"))
    waiting_room.passes(SECOND)
    waiting_room.when(leave("ann"))
    waiting_room.then(QueueLeft(**place("ann"), receipt=1, waiting=0, queue_seq=queue(waiting_room).version))
    assert queue(waiting_room).waiting == 0


def test_nobody_leaves_who_never_joined(waiting_room: Bench) -> None:
    waiting_room.when(leave("ann"))
    waiting_room.then_refused("not_found")


def test_who_has_left_may_join_again_at_the_end(waiting_room: Bench) -> None:
    waiting_room.passes(HOUR)
    waiting_room.given(*map(join, ("ann", "ben", "cat")), leave("ben"), join("ben"))
    assert (of(waiting_room, "ben").receipt, of(waiting_room, "ben").rank) == (4, 4)


def test_a_called_off_event_closes_its_queue(waiting_room: Bench) -> None:
    waiting_room.given(join("ann"))
    waiting_room.when(EventCancelled(event_id=EVENT))
    waiting_room.then(QueueClosed(event_id=EVENT, reason="event_cancelled"))
    waiting_room.passes(2 * HOUR)
    assert in_turn(waiting_room, "ann") == []
    waiting_room.when(EventCancelled(event_id=EVENT))
    waiting_room.then_nothing()
