"""A message under its own key, in another partition than that one's: not the key's lane would write its rows."""

from dataclasses import replace

from choreography.envelope import Envelope
from choreography.memory.bus import loop_clock
from choreography.partition import partition_of
from tests.choreography.counter import Opened
from tests.choreography.playing import Stage, played, until
from tests.choreography.test_rules_of_the_bounds import ONE, PLACE, TOPIC
from tests.choreography.test_rules_of_the_lane import total

OTHER = 1 - PLACE
WHY = "Opened: said in another partition than its key's"


def strays(stage: Stage, id_: str, partition: int = OTHER) -> None:
    """As a producer with another partitioner would write it."""
    said = Opened(**ONE)
    envelope = Envelope(id_, "Opened", "test", loop_clock(), TOPIC, said.key, said.subject, id_)
    body = said.model_dump_json().encode()
    stage.bus.write((TOPIC, partition), said.key.encode(), body, tuple(envelope.headers()))


async def passed(stage: Stage, records: int) -> None:
    """So many records of the other partition are handled."""
    await until(lambda: stage.lanes[0].next.get(OTHER, {}).get(TOPIC) == records)


def test_it_is_dead_once_and_writes_nothing() -> None:
    async def story(stage: Stage) -> None:
        assert partition_of(Opened(**ONE).key, 2) == PLACE
        await stage.hire()
        strays(stage, "one")
        strays(stage, "one")
        await passed(stage, 2)
        (dead,) = stage.books.waiting.values()
        assert (dead.reason, dead.error, dead.blocks, dead.partition) == ("dead", WHY, False, OTHER)
        assert total(stage) == -1

    played(story)


def test_in_its_own_partition_it_is_handled_all_the_same() -> None:
    async def story(stage: Stage) -> None:
        await stage.hire()
        strays(stage, "one")
        await passed(stage, 1)
        strays(stage, "two", PLACE)
        await until(lambda: total(stage) == 0)

    played(story)


def test_what_is_tried_again_is_dead_again() -> None:
    async def story(stage: Stage) -> None:
        lane = await stage.hire()
        strays(stage, "one")
        await passed(stage, 1)
        stage.books.waiting["one"] = replace(stage.books.waiting["one"], reason="next", due=loop_clock())
        lane.wake()
        await until(lambda: stage.books.waiting["one"].reason == "dead")
        assert stage.books.waiting["one"].tries == 2 and total(stage) == -1

    played(story)
