"""What the tests that kill workers look at: a partition that stands still is noticed, wherever it is."""

from tests.choreography.standstill import Standstill

HERE, PLACE = ("payments", "payments.events", 3), ("payments.events", 3)


def seen(*looks: tuple[int, int, float]) -> Standstill:
    """Each is what is next, where the log ends, and the time."""
    standstill = Standstill()
    for next_, end, now in looks:
        standstill.look({PLACE: end}, {HERE: next_}, now)
    return standstill


def test_what_is_not_heard_though_it_was_said_stands_still() -> None:
    assert seen((5, 6, 1.0), (5, 8, 3.0), (5, 9, 4.5), (9, 9, 5.0)).longest == {HERE: 3.5}


def test_what_goes_on_does_not_however_far_it_is_behind() -> None:
    assert seen((5, 90, 1.0), (6, 90, 3.0), (7, 90, 5.0)).longest == {HERE: 0.0}


def test_where_nothing_is_said_nothing_stands_still() -> None:
    assert seen((5, 5, 1.0), (5, 5, 9.0), (5, 6, 10.0)).beyond(3, "payments") == {}


def test_it_begins_anew_once_all_was_heard() -> None:
    assert seen((5, 6, 1.0), (6, 6, 3.0), (6, 7, 4.0), (6, 7, 5.0)).beyond(0.5, "payments") == {HERE: 1.0}
