"""What tells a bad release from messages that are at fault themselves."""

from dataclasses import replace

import pytest

from choreography.health import BadRelease, Deaths, Outcome
from choreography.ports import Unreachable
from choreography.settings import ShellSettings
from tests.choreography.counter import Bug, Bumped, Opened
from tests.choreography.playing import Stage, passes, played, until
from tests.choreography.test_rules_of_the_lane import total


@pytest.fixture
def deaths() -> Deaths:
    return Deaths(ShellSettings())


def dead(count: int, subjects: int, error: str = "bump: ValueError: c{}") -> list[Outcome]:
    return [("Bumped", f"c{n % subjects}", "dead", error.format(n)) for n in range(count)]


def done(count: int) -> list[Outcome]:
    return [("Bumped", "d", "done", "")] * count


def saved(deaths: Deaths, outcomes: list[Outcome]) -> None:
    """Judged, and kept as after a save."""
    deaths.keep(deaths.judge(outcomes))


def test_twenty_of_five_subjects_that_die_of_one_error_stop_the_lane(deaths: Deaths) -> None:
    saved(deaths, dead(19, subjects=5))
    with pytest.raises(BadRelease, match="20 of the last 20 messages died of bump: ValueError"):
        deaths.judge(dead(1, subjects=5))


def test_many_of_few_subjects_do_not(deaths: Deaths) -> None:
    deaths.judge(dead(100, subjects=4))


def test_many_that_die_of_different_errors_do_not(deaths: Deaths) -> None:
    deaths.judge(dead(100, subjects=50, error="step {}: ValueError: no"))


def test_what_died_before_the_last_two_hundred_counts_no_more(deaths: Deaths) -> None:
    saved(deaths, dead(19, subjects=5))
    saved(deaths, done(200))
    saved(deaths, dead(19, subjects=5))


def test_what_was_judged_bad_is_not_remembered(deaths: Deaths) -> None:
    with pytest.raises(BadRelease):
        deaths.judge(dead(20, subjects=5))
    saved(deaths, dead(19, subjects=5))


def test_what_was_not_saved_counts_for_nothing_however_often_it_is_tried(deaths: Deaths) -> None:
    for _ in range(10):
        deaths.judge(dead(5, subjects=5))
    saved(deaths, dead(19, subjects=5))


async def dies(stage: Stage, names: range) -> None:
    """In one batch, as the lane has its hands full while they are said."""
    async with stage.lanes[0]._lock:
        await stage.say(*(Bumped(hall="h", name=f"c{number}", by=13) for number in names))


async def opened(stage: Stage) -> None:
    await stage.hire()
    await stage.say(*(Opened(hall="h", name=f"c{number}") for number in range(20)))
    await until(lambda: total(stage, "c19") == 0)


def test_five_that_die_while_nothing_can_be_saved_stop_nobody_once_it_can() -> None:
    async def story(stage: Stage) -> None:
        await opened(stage)
        stage.trouble["save before"] = [Unreachable("the disk is full")] * 6
        await dies(stage, range(5))
        await until(lambda: len(stage.books.waiting) == 5)
        await stage.say(Bumped(hall="h", name="c9"))
        await until(lambda: total(stage, "c9") == 1)
        assert "BadRelease" not in stage.lanes[0].counters.failed and not stage.lanes[0].trouble

    assert Bug.on
    played(story)


def test_twenty_that_die_while_nothing_can_be_saved_are_a_bad_release_all_the_same() -> None:
    async def story(stage: Stage) -> None:
        await opened(stage)
        stage.trouble["save before"] = [Unreachable("the disk is full")] * 6
        await dies(stage, range(15))
        await dies(stage, range(15, 20))
        await until(lambda: "BadRelease" in stage.lanes[0].trouble)
        assert len(stage.books.waiting) < 20

    played(story)


def tried_again(stage: Stage) -> None:
    """As an operator has it done, all at once."""
    for letter in list(stage.books.waiting.values()):
        stage.books.waiting[letter.id] = replace(letter, reason="next", due=stage.books.now())
    stage.lanes[0].wake()


def test_what_died_before_and_dies_of_the_same_again_stops_nobody() -> None:
    async def story(stage: Stage) -> None:
        await opened(stage)
        await stage.say(Opened(hall="h", name="well"))
        for names in (range(10), range(10, 20)):
            await dies(stage, names)
            await stage.say(*(Bumped(hall="h", name="well", by=number == 59) for number in range(60)))
            await until(lambda stop=names.stop: total(stage, "well") == stop / 10)
        assert len(stage.books.waiting) == 20
        tried_again(stage)
        await until(lambda: {letter.tries for letter in stage.books.waiting.values()} == {2})
        assert "BadRelease" not in stage.lanes[0].counters.failed and not stage.lanes[0].trouble

    played(story, bad_release_deaths=15, bad_release_window=60)


def test_what_waited_a_day_for_news_that_never_came_is_dead_and_stops_nobody() -> None:
    async def story(stage: Stage) -> None:
        await opened(stage)
        await stage.say(*(Bumped(hall="h", name=f"n{number}") for number in range(30)))
        await passes(25 * 3600)
        assert [letter.reason for letter in stage.books.waiting.values()] == ["dead"] * 30
        assert "BadRelease" not in stage.lanes[0].counters.failed

    played(story)
