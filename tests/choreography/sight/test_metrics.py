"""What a worker tells of itself: numbers that its lanes keep anyway, and whether it is ready."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Iterator, Sequence

import pytest

from choreography.changes import Said
from choreography.memory.books import Books
from choreography.ports import Unreachable
from choreography.sight.look import Look
from choreography.sight.measures import Duration, Gauge
from choreography.sight.serve import ready
from tests.choreography.counter import Bug, Bumped, CallWanted, Counter, Opened, Raise, Ready, counters
from tests.choreography.playing import Stage, played, until
from tests.choreography.sight.scrape import Numbers, scraped

ONE, TWO = {"hall": "h", "name": "one"}, {"hall": "h", "name": "two"}


@pytest.fixture(autouse=True)
def mended() -> Iterator[None]:
    Bug.on = False
    yield
    Bug.on = True


class Away:
    """A log that takes nothing."""

    async def publish(self, rows: Sequence[Said], acked: Callable[[Said], None]) -> None:
        raise Unreachable("the log is away")


def told(story: Callable[[Stage], Awaitable[None]], **settings: object) -> Numbers:
    """What is scraped after the story, and after one look."""
    numbers: Numbers = {}

    async def whole(stage: Stage) -> None:
        lane = await stage.hire()
        await story(stage)
        await (look := Look(lane)).again()
        numbers.update(scraped([look]))

    played(whole, **settings)
    return numbers


async def a_busy_day(stage: Stage) -> None:
    Bug.on = True
    await stage.say(Opened(**ONE))
    await until(lambda: "said-1" in stage.books.inbox)
    await stage.say(Raise(**ONE), Bumped(**ONE, by=13), Ready(**TWO))
    await until(lambda: len(stage.books.waiting) == 2 and stage.log("Raised") and not stage.books.outbox)


def test_messages_are_counted_by_their_outcome_and_batches_by_their_size() -> None:
    numbers = told(a_busy_day)
    assert numbers["messages_total", ("done",)] == 2 and numbers["messages_total", ("dead",)] == 1
    assert numbers["messages_total", ("early",)] >= 1
    assert numbers["said_total", ()] == numbers["published_total", ()] == 1
    assert numbers["batch_messages_count", ()] == numbers["batch_save_seconds_count", ()] >= 2
    assert numbers["batch_messages_sum", ()] == sum(n for (name, _), n in numbers.items() if name == "messages_total")


def test_what_waits_is_told_by_its_reason() -> None:
    numbers = told(a_busy_day)
    assert numbers["waiting", ("early",)] == numbers["waiting", ("dead",)] == 1
    assert numbers["waiting", ("parked",)] == 0
    assert numbers["waiting_age_seconds", ("early",)] > 0


def test_a_batch_that_failed_is_counted_by_its_cause() -> None:
    async def story(stage: Stage) -> None:
        stage.trouble["load before"] = [Unreachable("away")] * 2
        await stage.say(Opened(**ONE))
        await until(lambda: stage.books.inbox)

    assert told(story)["batches_failed_total", ("Unreachable",)] == 2


def test_what_happened_to_the_consumer_is_told() -> None:
    async def story(stage: Stage) -> None:
        await until(lambda: stage.lanes[0].epochs)
        counters = stage.members[0].counters
        counters.polls_failed, counters.batches_failed, counters.restarts = 3, 2, 1

    numbers = told(story)
    found = [numbers[f"consumer_{name}_total", ()] for name in ("polls_failed", "batches_failed", "restarts")]
    assert found == [3, 2, 1] and numbers["consumer_rebalances_total", ()] == 1


def test_a_duration_that_the_service_declares_is_told_by_its_outcome(monkeypatch: pytest.MonkeyPatch) -> None:
    def ended(before: Counter | None, after: Counter) -> tuple[str, float] | None:
        return ("low" if after.total < 3 else "high", after.total / 10) if before else None

    async def story(stage: Stage) -> None:
        await stage.say(Opened(**ONE))
        await until(lambda: stage.books.inbox)
        for by in (1, 4):
            await stage.say(Bumped(**ONE, by=by), id=f"by-{by}")
            await until(lambda by=by: f"by-{by}" in stage.books.inbox)

    monkeypatch.setattr(counters, "durations", (Duration("climb_seconds", "Up.", Counter, ended),))
    numbers = told(story)
    assert numbers["climb_seconds_sum", ("low",)] == 0.1 and numbers["climb_seconds_sum", ("high",)] == 0.5
    assert numbers["climb_seconds_count", ("low",)] == numbers["climb_seconds_count", ("high",)] == 1


def test_a_gauge_that_cannot_be_read_is_not_told_and_makes_no_lane_unready(monkeypatch: pytest.MonkeyPatch) -> None:
    async def rows(books: Books) -> float:
        return float(len(books.rows[Counter]))

    async def stuck(_: Books) -> float:
        await asyncio.Event().wait()
        return 0.0

    async def story(stage: Stage) -> None:
        await stage.say(Opened(**ONE))
        await until(lambda: stage.books.inbox)

    monkeypatch.setattr(counters, "gauges", (Gauge("rows", "Of counters.", rows), Gauge("never", "Comes.", stuck)))
    numbers = told(story)
    assert numbers["rows", ()] == 1 and ("never", ()) not in numbers
    assert numbers["looks_failed_total", ()] == 1 and numbers["lane_ready", ()] == 1


def test_an_effect_that_fails_is_seen_in_its_retries_its_breaker_and_its_age() -> None:
    async def story(stage: Stage) -> None:
        stage.world.failures = [TimeoutError()] * 1000
        await stage.say(CallWanted(**ONE))
        await until(lambda: stage.lanes[0].effects.breaker("world").state == "open")

    numbers = told(story, effect_backoff_most=0.1)
    assert numbers["effects_retried_total", ()] >= 4 and numbers["effects_open", ()] == 1
    assert numbers["breaker_open", ("world",)] == 1 and numbers["effects_age_seconds", ()] > 0


def test_effects_that_ended_and_those_that_are_dead_are_counted() -> None:
    async def story(stage: Stage) -> None:
        stage.world.failures = [ValueError("no")] * 3
        await stage.say(CallWanted(**ONE))
        await until(lambda: stage.books.waiting)
        await stage.say(CallWanted(**TWO))
        await until(lambda: stage.log("CallDone") == ["two"])

    numbers = told(story)
    assert numbers["effects_done_total", ()] == 2 and numbers["effects_dead_total", ()] == 1
    assert numbers["effects_withheld_total", ()] == 0 and numbers["publish_seconds_total", ()] > 0


def test_calls_that_have_to_wait_to_be_made_again_are_counted() -> None:
    async def story(stage: Stage) -> None:
        stage.world.failures = [TimeoutError()] * 10
        await stage.say(*(CallWanted(hall="h", name=f"c{number}") for number in range(10)))
        await until(lambda: stage.lanes[0].effects.withheld > 0)

    numbers = told(story, breaker_failures=100, retry_share=0.0, retry_least=0.1, retry_burst=2.0)
    assert numbers["effects_withheld_total", ()] > 0


def test_a_lane_whose_store_is_away_pauses_and_says_so() -> None:
    async def story(stage: Stage) -> None:
        stage.trouble["load before"] = [Unreachable("away")] * 99
        await stage.say(Opened(**ONE))
        await until(lambda: stage.lanes[0].pausing)

    assert told(story)["lane_pausing", ()] == 1 and told(a_busy_day)["lane_pausing", ()] == 0


def test_what_is_not_published_is_seen_in_the_outbox_and_in_the_throttle() -> None:
    async def stuck(stage: Stage) -> None:
        stage.lanes[0].relay.producer = Away()
        await stage.say(Opened(**ONE))
        await until(lambda: stage.books.inbox)
        await stage.say(Bumped(**ONE), Bumped(**ONE))
        await until(lambda: stage.lanes[0].full)

    numbers = told(stuck, outbox_at_most=1)
    assert numbers["outbox_rows", ()] == 2 and numbers["outbox_bound", ()] == 1
    assert numbers["outbox_age_seconds", ()] > 0
    assert numbers["lane_throttled", ()] == 1 and numbers["publish_failed_total", ()] > 0
    assert numbers["lane_ready", ()] == 0


def test_what_hangs_is_seen_in_the_open_effects_and_in_the_throttle() -> None:
    async def stuck(stage: Stage) -> None:
        stage.world.open.clear()
        await stage.say(CallWanted(**ONE), CallWanted(**TWO))
        await until(lambda: stage.lanes[0].full)

    numbers = told(stuck, effects_at_most=1)
    assert numbers["effects_open", ()] == 2 and numbers["effects_bound", ()] == 1
    assert numbers["lane_throttled", ()] == 1 and numbers["outbox_rows", ()] == 0


def test_a_lane_that_cannot_save_is_behind_and_says_so() -> None:
    async def story(stage: Stage) -> None:
        await stage.say(Opened(**ONE))
        await until(lambda: stage.books.inbox)
        stage.trouble["load before"] = [Unreachable("away")] * 100_000
        await stage.say(Opened(**ONE), Opened(**TWO))
        await until(lambda: stage.lanes[0].trouble)

    numbers = told(story)
    assert numbers["lag_messages", ("choreography.events",)] == 2 and numbers["lane_ready", ()] == 0
    assert numbers["lag_seconds", ("choreography.events",)] > 0


def test_a_worker_is_ready_once_it_has_its_partitions_and_says_why_it_is_not() -> None:
    async def story(stage: Stage) -> None:
        look = Look(lane := await stage.hire())
        assert ready([look])[0] == 503 and "no partitions yet" in str(ready([look])[2])
        await until(lambda: lane.epochs)
        assert ready([look])[0] == 200
        stage.trouble["standing before"] = [Unreachable("the store is away")]
        await look.again()
        status, _, body = ready([look])
        assert status == 503 and json.loads(body)["why"] == {"choreography": "the store is away"}
        await look.again()
        assert ready([look])[0] == 200

    played(story)
