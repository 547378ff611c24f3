from datetime import timedelta

from choreography.testing import START
from handlers.email.hourly import HOUR, Hourly

MINUTE = timedelta(minutes=1)


def test_what_is_too_much_for_an_hour_waits_until_the_first_is_an_hour_ago() -> None:
    hourly = Hourly(2)
    slots = [hourly.slot("ann", str(n), START + n * MINUTE) for n in range(5)]
    assert slots == [None, None, START + HOUR, START + HOUR + MINUTE, START + 2 * HOUR]


def test_no_hour_has_more_than_its_number_once_those_that_waited_are_sent() -> None:
    hourly = Hourly(2)
    for n in range(5):
        hourly.slot("ann", str(n), START)
    assert hourly.slot("ann", "2", START + HOUR) is None and hourly.slot("ann", "3", START + HOUR) is None
    assert hourly.slot("ann", "4", START + HOUR) == START + 2 * HOUR == hourly.slot("ann", "new", START + HOUR)


def test_a_mail_that_is_tried_again_takes_no_second_place() -> None:
    hourly = Hourly(2)
    assert [hourly.slot("ann", mail, START) for mail in ("a", "a", "a", "b")] == [None] * 4


def test_nobody_waits_for_what_others_are_sent() -> None:
    hourly = Hourly(1)
    assert [hourly.slot(person, "m", START) for person in ("ann", "ben")] == [None, None]


def test_whose_hour_is_over_is_forgotten() -> None:
    hourly = Hourly(1)
    for n, person in enumerate(("ann", "ben", "cat")):
        hourly.slot(person, "m", START + n * HOUR)
    assert set(hourly.people) == {"cat"}
