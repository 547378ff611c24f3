"""The rules of a lane: what it does after every failure, and what it never does."""

from collections.abc import Iterator

import pytest

from choreography.changes import Said
from choreography.envelope import Envelope
from choreography.memory.bus import loop_clock
from choreography.partition import partition_of
from choreography.ports import Conflict, Unknown, Unreachable, Violation
from tests.choreography.counter import Bug, Bumped, Counter, Opened, Raise, Ready
from tests.choreography.playing import Stage, passes, played, until
from tests.choreography.ways import Narrow, NoWayOut

ONE = {"hall": "h", "name": "one"}


@pytest.fixture(autouse=True)
def mended() -> Iterator[None]:
    Bug.on = False
    yield
    Bug.on = True


def total(stage: Stage, name: str = "one") -> int:
    row = stage.books.rows.get(Counter, {}).get(("h", name))
    return row.total if isinstance(row, Counter) else -1


def each_has_one_owner(stage: Stage) -> bool:
    """Each partition is one lane's alone, by the epoch that the books have."""
    owned = sorted(epoch for lane in stage.lanes for epoch in lane.epochs.items())
    return owned == sorted((partition, row.epoch) for partition, row in stage.books.lanes.items())


def test_after_a_lost_commit_nothing_is_done_twice_and_what_was_said_is_published() -> None:
    async def story(stage: Stage) -> None:
        await stage.hire()
        await stage.say(Opened(**ONE))
        await until(lambda: total(stage) == 0)
        stage.trouble["save after"] = [Unknown("reply lost")]
        await stage.say(Bumped(**ONE))
        await until(lambda: stage.log("Raised") == ["one"])
        await until(lambda: not stage.books.outbox)

    stage = played(story)
    assert total(stage) == 1 and stage.lanes[0].counters.failed == {"Unknown": 1}


def test_a_batch_that_failed_is_read_again_and_nothing_behind_it_is_handled_first() -> None:
    async def story(stage: Stage) -> None:
        await stage.hire()
        await stage.say(Opened(**ONE))
        await until(lambda: total(stage) == 0)
        stage.trouble["load before"] = [Unreachable("away")] * 3
        for by in (1, 2, 3):
            await stage.say(Bumped(**ONE, by=by))
        await until(lambda: total(stage) == 6)

    assert played(story).log("Raised") == ["one"] * 3


def test_a_lane_whose_partition_was_taken_asks_its_group_and_leaves_it_to_the_owner() -> None:
    async def story(stage: Stage) -> None:
        stale = await stage.hire()
        await stage.say(Opened(**ONE))
        await until(lambda: total(stage) == 0)
        stage.members[0].deafen()
        owner = await stage.hire()
        await until(lambda: len(owner.epochs) == 2)
        await stage.say(Bumped(**ONE))
        await until(lambda: total(stage) == 1)
        await until(lambda: each_has_one_owner(stage))
        assert len(stale.epochs) == len(owner.epochs) == 1

    assert played(story).log("Raised") == ["one"]


def test_a_lane_that_finds_another_epoch_but_is_still_the_groups_choice_raises_it_again() -> None:
    async def story(stage: Stage) -> None:
        lane = await stage.hire()
        await until(lambda: len(lane.epochs) == 2)
        for partition in range(2):
            stage.books.take_now(partition)
        await stage.say(Opened(**ONE), Bumped(**ONE))
        await until(lambda: total(stage) == 1)
        assert max(lane.epochs.values()) == 3

    played(story)


def test_what_was_committed_and_not_published_is_published_by_the_next_owner_in_order() -> None:
    async def story(stage: Stage) -> None:
        first = await stage.hire()
        await stage.say(Opened(**ONE))
        await until(lambda: total(stage) == 0)
        first.relay.producer = NoWayOut()
        for by in (1, 2):
            await stage.say(Bumped(**ONE, by=by))
        await until(lambda: total(stage) == 3)
        stage.lives[0].cancel()
        await stage.members[0].kill()
        await stage.hire()
        await until(lambda: stage.log("Raised") == ["one", "one"])
        await until(lambda: not stage.books.outbox)

    played(story)


def test_after_a_failed_row_the_rest_is_sent_again_from_there_in_order() -> None:
    async def story(stage: Stage) -> None:
        lane = await stage.hire()
        await until(lambda: len(lane.epochs) == 2)
        await stage.say(Opened(**ONE))
        await until(lambda: total(stage) == 0)
        stage.bus.faults.lost_ack = 0.4
        lane.relay.add([])
        sent = [_said(stage, number) for number in range(10)]
        stage.books.outbox.update({row.id: row for row in sent})
        lane.relay.add(sent)
        await until(lambda: not lane.relay.pending)
        assert first_copies(stage) == [f"n{number}" for number in range(10)]

    played(story)


def _said(stage: Stage, number: int) -> Said:
    base = next(iter(stage.bus.log.read(("choreography.events", _place(stage)), 0, 1)))
    headers = {name.removeprefix("ce_"): (value or b"").decode() for name, value in base.headers}
    envelope = Envelope(f"n{number}", "Raised", headers["source"], loop_clock(), "choreography.events", "h", "one", "c")
    return Said(envelope, b'{"hall":"h","name":"one","total":1}', 0)


def _place(stage: Stage) -> int:
    return next(p for p in range(2) if stage.bus.log.read(("choreography.events", p), 0, 1))


def first_copies(stage: Stage) -> list[str]:
    ids = []
    for record in stage.bus.log.read(("choreography.events", _place(stage)), 0, 1000):
        id_ = next((value or b"").decode() for name, value in record.headers if name == "ce_id")
        if id_.startswith("n") and id_ not in ids:
            ids.append(id_)
    return ids


def test_what_only_the_database_sees_kills_the_guilty_message_alone() -> None:
    async def story(stage: Stage) -> None:
        await stage.hire()
        await stage.say(Opened(hall="h", name="a", label="same"))
        await until(lambda: total(stage, "a") == 0)
        others = [Opened(hall="h", name=f"x{number}") for number in range(6)]
        await stage.say(*others[:3], Opened(hall="h", name="b", label="same"), *others[3:])
        await until(lambda: all(total(stage, f"x{number}") == 0 for number in range(6)))
        await until(lambda: bool(stage.books.waiting))

    (dead,) = played(story).books.waiting.values()
    assert dead.reason == "dead" and "counter_label_key" in dead.error and dead.envelope.subject == "b"


def test_what_another_lane_wrote_meanwhile_is_seen_at_a_second_look_and_kills_nothing() -> None:
    async def story(stage: Stage) -> None:
        await stage.hire()
        await stage.say(Opened(**ONE))
        await until(lambda: total(stage) == 0)
        stage.trouble["save before"] = [Violation("counter_label_key")]
        await stage.say(Bumped(**ONE))
        await until(lambda: stage.log("Raised") == ["one"])

    stage = played(story)
    assert total(stage) == 1 and not stage.books.waiting


def test_what_waited_and_is_tried_again_in_a_halved_batch_is_no_less_innocent() -> None:
    async def story(stage: Stage) -> None:
        lane = await stage.hire()
        await stage.say(Opened(**ONE, label="same"), Ready(**ONE))
        await until(lambda: bool(stage.books.waiting))
        async with lane._lock:
            await passes(5)
            guilty = [Opened(hall="h", name=name, label="same") for name in ("b", "c")]
            await stage.say(guilty[0], Bumped(**ONE), Opened(hall="h", name="x"), guilty[1])
        await until(lambda: stage.log("Raised") == ["one", "one"] and len(stage.books.waiting) == 2)

    stage = played(story)
    assert {(dead.reason, dead.envelope.subject) for dead in stage.books.waiting.values()} == {
        ("dead", "b"),
        ("dead", "c"),
    }
    assert total(stage) == 1 and total(stage, "x") == 0


def test_a_partition_that_was_taken_away_costs_the_other_in_the_batch_nothing() -> None:
    async def story(stage: Stage) -> None:
        lane = await stage.hire()
        await stage.say(*(Opened(hall=hall, name="one") for hall in halls))
        await until(lambda: all((hall, "one") in stage.books.rows.get(Counter, {}) for hall in halls))
        async with lane._lock:
            stage.books.take_now(partition_of("h", 2))
            await stage.say(*(Bumped(hall=hall, name="one", by=by) for by in (1, 2, 3) for hall in halls))
        await until(lambda: len(stage.log("Raised")) == 6)

    halls = ("h", next(name for name in "abcdefg" if partition_of(name, 2) != partition_of("h", 2)))
    stage = played(story)
    assert all(row.total == 6 for row in stage.books.rows[Counter].values() if isinstance(row, Counter))
    assert stage.lanes[0].counters.failed == {"Fenced": 1}


def test_an_answer_is_told_once_the_log_has_it() -> None:
    async def story(stage: Stage) -> None:
        await stage.hire()
        await stage.say(Opened(**ONE))
        await until(lambda: total(stage) == 0)
        await stage.say(Raise(**ONE), id="command")
        await until(lambda: bool(stage.answers))

    stage = played(story)
    assert stage.answers[0].startswith("answers.command.") and stage.log("Raised") == ["one"]


def test_a_lane_stops_fetching_at_its_bound_and_goes_on_below_half_of_it() -> None:
    async def story(stage: Stage) -> None:
        lane = await stage.hire()
        await stage.say(Opened(**ONE))
        await until(lambda: total(stage) == 0)
        lane.relay.producer = way = Narrow(stage.bus)
        await stage.say(*(Bumped(**ONE, by=0) for _ in range(11)))
        await until(lambda: len(lane.relay.pending) == 11 and lane.throttled)
        await stage.say(Bumped(**ONE, by=0))
        way.lets_out = 5
        await until(lambda: len(lane.relay.pending) == 6)
        await passes(30)
        assert lane.full and len(lane.relay.pending) == 6 and len(stage.log("Raised")) == 5
        way.lets_out = 1
        await until(lambda: len(stage.log("Raised")) == 6 and len(lane.relay.pending) == 6)
        assert not lane.full

    played(story, outbox_at_most=10)


def test_a_bad_release_stops_the_lane_instead_of_making_dead_letters() -> None:
    async def story(stage: Stage) -> None:
        lane = await stage.hire()
        await stage.say(*(Opened(hall="h", name=f"c{number}") for number in range(20)))
        await until(lambda: total(stage, "c19") == 0)
        Bug.on = True
        await stage.say(*(Bumped(hall="h", name=f"c{number}", by=13) for number in range(20)))
        await until(lambda: "BadRelease" in lane.trouble)
        assert len(stage.books.waiting) < 20
        Bug.on = False
        await until(lambda: len(stage.log("Raised")) + len(stage.books.waiting) == 20)

    played(story)


def test_a_batch_may_run_while_the_last_one_is_being_acknowledged() -> None:
    async def story(stage: Stage) -> None:
        lane = await stage.hire()
        await stage.say(Opened(**ONE))
        await until(lambda: total(stage) == 0)
        lane.relay.producer = NoWayOut()
        await stage.say(Bumped(**ONE))
        await until(lambda: total(stage) == 1)
        await stage.say(Bumped(**ONE))
        await until(lambda: total(stage) == 2)
        lane.relay.producer = stage.bus.producer()
        await until(lambda: stage.log("Raised") == ["one", "one"])

    played(story)


def test_a_message_that_writes_what_its_step_never_read_dies_alone_and_its_partition_goes_on() -> None:
    async def story(stage: Stage) -> None:
        lane = await stage.hire()
        await stage.say(Opened(**ONE))
        await until(lambda: total(stage) == 0)
        stage.trouble["save before"] = [Conflict("a row is there that nobody read")] * 5
        await stage.say(Bumped(**ONE), Bumped(**ONE))
        await until(lambda: bool(stage.books.waiting))
        await stage.say(Opened(hall="h", name="two"))
        await until(lambda: total(stage, "two") == 0)
        assert lane.counters.failed == {"Conflict": 3} and not lane.trouble

    assert all(waiting.reason in ("dead", "parked") for waiting in played(story).books.waiting.values())
