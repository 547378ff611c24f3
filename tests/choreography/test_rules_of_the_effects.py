"""The rules of effects: called at least once, under one key, and their results handled once."""

from dataclasses import replace

from choreography.effects import NotAgain
from choreography.ports import Unknown, Unreachable
from choreography.resetting import resetting
from tests.choreography.counter import Called, CallWanted
from tests.choreography.playing import Stage, passes, played, until

ONE = {"hall": "h", "name": "one"}


def test_an_effect_is_called_under_one_key_and_answered_once_though_the_world_fails_at_first() -> None:
    async def story(stage: Stage) -> None:
        stage.world.failures = [ValueError("no"), TimeoutError()]
        await stage.hire()
        await stage.say(CallWanted(**ONE))
        await until(lambda: stage.log("CallDone") == ["one"])
        await until(lambda: not stage.books.effects)

    stage = played(story)
    assert len(stage.world.keys) == 3 and len(set(stage.world.keys)) == 1
    assert stage.world.tries == [1, 2, 3]


def test_an_effect_that_fails_for_good_is_a_dead_letter_and_a_replay_calls_again_under_the_same_key() -> None:
    async def story(stage: Stage) -> None:
        stage.world.failures = [ValueError("no")] * 3
        await stage.hire()
        await stage.say(CallWanted(**ONE))
        await until(lambda: bool(stage.books.waiting))
        (dead,) = stage.books.waiting.values()
        assert dead.reason == "dead" and "ValueError" in dead.error
        stage.books.waiting[dead.id] = replace(dead, reason="next")
        await until(lambda: stage.log("CallDone") == ["one"])

    world = played(story).world
    assert len(set(world.keys)) == 1 and world.tries == [1, 2, 3, 2]


def test_why_an_effect_failed_can_be_kept_whatever_it_quotes() -> None:
    async def story(stage: Stage) -> None:
        stage.world.failures = [ValueError("no \0")] * 3
        await stage.hire()
        await stage.say(CallWanted(**ONE))
        await until(lambda: bool(stage.books.waiting))
        assert not stage.books.effects

    (dead,) = played(story).books.waiting.values()
    assert dead.reason == "dead" and dead.error == "ValueError: no "


def test_an_effect_is_performed_though_the_reply_to_its_commit_was_lost() -> None:
    async def story(stage: Stage) -> None:
        lane = await stage.hire()
        await until(lambda: len(lane.epochs) == 2)
        stage.trouble["save after"] = [Unknown("reply lost")]
        await stage.say(CallWanted(**ONE))
        await until(lambda: stage.log("CallDone") == ["one"])
        await until(lambda: not stage.books.effects)

    assert len(played(story).world.keys) == 1


def test_an_effect_whose_death_could_not_be_saved_is_not_forgotten() -> None:
    async def story(stage: Stage) -> None:
        stage.world.failures = [ValueError("no")] * 3
        stage.trouble["finish before"] = [Unreachable("away")]
        await stage.hire()
        await stage.say(CallWanted(**ONE))
        await until(lambda: stage.log("CallDone") == ["one"])

    assert len(played(story).world.keys) == 4


def test_no_more_effects_are_called_at_once_than_the_pool_has_places() -> None:
    async def story(stage: Stage) -> None:
        await stage.hire()
        stage.world.open.clear()
        await stage.say(*(CallWanted(hall="h", name=f"c{number}") for number in range(30)))
        await until(lambda: stage.world.at_once == 4 and len(stage.books.effects) == 30)
        stage.world.open.set()
        await until(lambda: len(stage.log("CallDone")) == 30)

    assert played(story, pool=4).world.most_at_once == 4


def test_a_world_that_must_not_be_asked_twice_is_not_and_its_breaker_has_counted_it() -> None:
    async def story(stage: Stage) -> None:
        stage.world.failures = [NotAgain(Called(**ONE, reply="nobody knows"))]
        lane = await stage.hire()
        await stage.say(CallWanted(**ONE))
        await until(lambda: stage.log("CallDone") == ["one"])
        assert lane.effects.breaker("world").failed == 1

    assert len(played(story).world.keys) == 1


def test_an_open_breaker_parks_effects_and_loses_none() -> None:
    async def story(stage: Stage) -> None:
        stage.world.failures = [TimeoutError()] * 5
        lane = await stage.hire()
        await stage.say(*(CallWanted(hall="h", name=f"c{number}") for number in range(5)))
        await until(lambda: lane.effects.breaker("world").state == "open")
        await until(lambda: len(stage.log("CallDone")) == 5)

    played(story, breaker_failures=5, pool=5)


def test_a_killed_workers_effect_is_finished_by_the_next_owner() -> None:
    async def story(stage: Stage) -> None:
        await stage.hire()
        stage.world.open.clear()
        await stage.say(CallWanted(**ONE))
        await until(lambda: bool(stage.world.keys))
        stage.lives[0].cancel()
        stage.lanes[0].effects.stop()
        await stage.members[0].kill()
        stage.world.open.set()
        await stage.hire()
        await until(lambda: stage.log("CallDone") == ["one"])

    assert played(story).world.tries == [1, 2]


def test_what_an_open_breaker_parked_goes_on_at_once_when_an_operator_resets_it() -> None:
    async def story(stage: Stage) -> None:
        stage.world.failures = [TimeoutError()] * 5
        lane = await stage.hire()
        async with resetting(lane, stage.nats):
            await stage.say(*(CallWanted(hall="h", name=f"c{number}") for number in range(5)))
            await until(lambda: lane.effects.breaker("world").state == "open")
            await stage.nats.tell("breakers.choreography.moon", b"")
            assert lane.effects.breaker("world").state == "open"
            await stage.nats.tell("breakers.choreography.world", b"")
            await until(lambda: len(stage.log("CallDone")) == 5, within=60)

    played(story, breaker_failures=5, breaker_wait=86_400, pool=5)


def test_what_is_parked_uses_up_none_of_its_tries() -> None:
    async def story(stage: Stage) -> None:
        stage.world.failures = [TimeoutError(), ValueError("no")]
        lane = await stage.hire()
        await stage.say(CallWanted(**ONE))
        await until(lambda: lane.effects.breaker("world").state == "open")
        await passes(60)
        lane.effects.breaker("world").reset()
        await until(lambda: len(stage.world.keys) == 2)
        lane.effects.breaker("world").reset()
        await until(lambda: stage.log("CallDone") == ["one"])

    played(story, breaker_failures=1, breaker_wait=86_400)


def test_a_world_that_fails_often_is_asked_again_no_oftener_than_the_budget_says_and_nothing_is_lost() -> None:
    async def story(stage: Stage) -> None:
        stage.world.failures = [TimeoutError()] * 10
        lane = await stage.hire()
        await stage.say(*(CallWanted(hall="h", name=f"c{number}") for number in range(10)))
        await until(lambda: lane.effects.withheld > 0 and len(stage.world.keys) == 12)
        assert len(stage.log("CallDone")) == 2
        await until(lambda: len(stage.log("CallDone")) == 10)
        assert len(stage.world.keys) == 20

    played(story, breaker_failures=100, retry_share=0.0, retry_least=0.1, retry_burst=2.0)
