from choreography.testing import Bench
from contracts.catalog import SalesReinstated, SalesSuspended
from contracts.waiting_room import TurnGranted
from handlers.waiting_room import waiting_room as service
from tests.handlers.waiting_room.saying import EVENT, HOUR, SECOND, TURN_FOR, in_turn, join, of, queue

SUSPENDED, REINSTATED = SalesSuspended(event_id=EVENT, turn=1), SalesReinstated(event_id=EVENT, turn=2)


def test_nobody_is_let_in_until_the_organiser_is_reinstated(waiting_room: Bench) -> None:
    waiting_room.given(join("ann"), SUSPENDED)
    waiting_room.passes(2 * HOUR)
    assert in_turn(waiting_room, "ann") == [] and queue(waiting_room).paused
    waiting_room.given(REINSTATED)
    waiting_room.passes(SECOND)
    assert in_turn(waiting_room, "ann") == ["ann"] and not queue(waiting_room).paused


def test_a_turn_does_not_lapse_while_nobody_can_book(waiting_room: Bench) -> None:
    waiting_room.given(join("ann"))
    waiting_room.passes(HOUR + SECOND)
    waiting_room.given(SUSPENDED)
    waiting_room.passes(SECOND)
    waiting_room.passes(TURN_FOR)
    (longer,) = waiting_room.said()
    assert isinstance(longer, TurnGranted) and longer.extended and of(waiting_room, "ann").state == "turn"


def test_a_suspension_that_comes_behind_its_end_halts_nothing(waiting_room: Bench) -> None:
    waiting_room.given(REINSTATED, SUSPENDED)
    assert not queue(waiting_room).suspended


def test_a_second_copy_changes_nothing(waiting_room: Bench) -> None:
    waiting_room.when(SUSPENDED, id="s")
    waiting_room.when(SUSPENDED, id="s")
    waiting_room.then_nothing()


def test_without_a_queue_there_is_nothing_to_halt() -> None:
    bench = Bench(service)
    bench.when(SUSPENDED)
    bench.then()
