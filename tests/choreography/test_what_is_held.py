"""What was heard and changed nothing is saved with what comes next, and never by itself while something comes."""

from choreography.ports import Unknown
from choreography.settings import ShellSettings
from tests.choreography.counter import Bumped, Counter, Glanced, Opened
from tests.choreography.playing import Stage, passes, played, until

ONE = {"hall": "h", "name": "one"}
SOON = ShellSettings().settle_after


def total(stage: Stage) -> int:
    row = stage.books.rows.get(Counter, {}).get(("h", "one"))
    return row.total if isinstance(row, Counter) else -1


def glances(stage: Stage) -> int:
    """How many of them are in the inbox."""
    return sum(heard.type == "Glanced" for heard in stage.books.inbox.values())


async def opened(stage: Stage) -> None:
    await stage.hire()
    await stage.say(Opened(**ONE))
    await until(lambda: total(stage) == 0)


async def glanced(stage: Stage, id: str) -> None:
    """Until it was handled."""
    done = stage.lanes[-1].counters.outcomes.get("ignored", 0)
    await stage.say(Glanced(**ONE), id=id)
    await until(lambda: stage.lanes[-1].counters.outcomes.get("ignored", 0) > done)


def test_what_changed_nothing_is_in_the_inbox_with_the_next_that_does() -> None:
    async def story(stage: Stage) -> None:
        await opened(stage)
        await glanced(stage, "a glance")
        assert glances(stage) == 0
        await stage.say(Bumped(**ONE))
        await until(lambda: total(stage) == 1)
        assert glances(stage) == 1

    played(story)


def test_where_nothing_comes_it_is_in_the_inbox_soon() -> None:
    async def story(stage: Stage) -> None:
        await opened(stage)
        await glanced(stage, "a glance")
        await until(lambda: glances(stage) == 1, within=3 * SOON)

    played(story)


def test_its_second_copy_is_none_though_by_then_it_would_change_something() -> None:
    async def story(stage: Stage) -> None:
        await opened(stage)
        await glanced(stage, "a glance")
        await stage.say(Bumped(**ONE))
        await stage.say(Glanced(**ONE), id="a glance")
        await stage.say(Glanced(**ONE), id="another")
        await until(lambda: len(stage.log("Raised")) == 2)
        await passes(3 * SOON)

    assert played(story).log("Raised") == ["one"] * 2


def test_of_two_copies_while_it_is_held_one_is_heard() -> None:
    async def story(stage: Stage) -> None:
        await opened(stage)
        await glanced(stage, "a glance")
        await stage.say(Glanced(**ONE), id="a glance")
        await until(lambda: glances(stage) == 1)

    assert played(story).lanes[0].counters.outcomes["ignored"] == 1


def test_who_takes_over_reads_it_again_before_what_came_after() -> None:
    async def story(stage: Stage) -> None:
        await opened(stage)
        await glanced(stage, "a glance")
        stage.lives[0].cancel()
        await stage.members[0].kill()
        await stage.hire()
        await stage.say(Bumped(**ONE))
        await until(lambda: total(stage) == 1 and glances(stage) == 1)

    stage = played(story)
    assert stage.log("Raised") == ["one"] and stage.lanes[1].counters.outcomes["ignored"] == 1


def test_a_lost_reply_to_the_save_that_takes_it_along_loses_and_doubles_nothing() -> None:
    async def story(stage: Stage) -> None:
        await opened(stage)
        await glanced(stage, "a glance")
        stage.trouble["save after"] = [Unknown("reply lost")]
        await stage.say(Bumped(**ONE))
        await until(lambda: stage.log("Raised") == ["one"] and glances(stage) == 1)
        await passes(3 * SOON)

    assert played(story).log("Raised") == ["one"]
