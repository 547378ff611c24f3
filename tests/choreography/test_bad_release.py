"""What tells a bad release from messages that are at fault themselves."""

import pytest

from choreography.health import BadRelease, Deaths
from choreography.settings import ShellSettings

Outcome = tuple[str, str, str, str]


@pytest.fixture
def deaths() -> Deaths:
    return Deaths(ShellSettings())


def dead(count: int, subjects: int, error: str = "bump: ValueError: c{}") -> list[Outcome]:
    return [("Bumped", f"c{n % subjects}", "dead", error.format(n)) for n in range(count)]


def done(count: int) -> list[Outcome]:
    return [("Bumped", "d", "done", "")] * count


def test_twenty_of_five_subjects_that_die_of_one_error_stop_the_lane(deaths: Deaths) -> None:
    deaths.judge(dead(19, subjects=5))
    with pytest.raises(BadRelease, match="20 of the last 20 messages died of bump: ValueError"):
        deaths.judge(dead(1, subjects=5))


def test_many_of_few_subjects_do_not(deaths: Deaths) -> None:
    deaths.judge(dead(100, subjects=4))


def test_many_that_die_of_different_errors_do_not(deaths: Deaths) -> None:
    deaths.judge(dead(100, subjects=50, error="step {}: ValueError: no"))


def test_what_died_before_the_last_two_hundred_counts_no_more(deaths: Deaths) -> None:
    deaths.judge(dead(19, subjects=5))
    deaths.judge(done(200))
    deaths.judge(dead(19, subjects=5))


def test_what_was_judged_bad_is_not_remembered(deaths: Deaths) -> None:
    with pytest.raises(BadRelease):
        deaths.judge(dead(20, subjects=5))
    deaths.judge(dead(19, subjects=5))
