"""What both buses promise about groups: who owns which numbers, and what happens when that changes."""

import asyncio

from choreography.changes import Said
from tests.contract.buses import PARTITIONS, Bus
from tests.contract.notes import Books, Notes, said
from tests.contract.test_bus import bus, publish, topic
from tests.eventually import eventually

__all__ = ["bus", "topic"]
ALL = set(range(PARTITIONS))


def rows(topic: str, first: int, after: int) -> list[Said]:
    return [said(topic, f"e{n % 20}", str(n)) for n in range(first, after)]


async def shared_out(*members: Notes) -> None:
    """Waits until every number has one owner, and every member has some."""
    await eventually(lambda: all(m.owned for m in members) and sum(len(m.owned) for m in members) == PARTITIONS)
    assert set.union(*(m.owned for m in members)) == ALL


async def test_every_number_has_one_owner_in_a_group(bus: Bus, topic: str) -> None:
    books: Books = {}
    first, second = (Notes(topic, group=f"{bus.prefix}g", books=books) for _ in "ab")
    await bus.join(first)
    await bus.join(second)

    await shared_out(first, second)
    await publish(bus, rows(topic, 0, 100))

    await eventually(lambda: len(first.heard) + len(second.heard) == 100)
    assert len(first.delivered) + len(second.delivered) == 100


async def test_every_group_hears_everything(bus: Bus, topic: str) -> None:
    groups = [Notes(topic, group=f"{bus.prefix}{name}") for name in "abc"]
    for notes in groups:
        await bus.join(notes)

    await publish(bus, rows(topic, 0, 50))

    await eventually(lambda: [len(notes.heard) for notes in groups] == [50, 50, 50])


async def test_a_planned_stop_loses_and_doubles_nothing(bus: Bus, topic: str) -> None:
    books: Books = {}
    leaves, stays = (Notes(topic, group=f"{bus.prefix}g", books=books) for _ in "ab")
    seat = await bus.join(leaves, worker="one")
    await bus.join(stays, worker="two")
    await shared_out(leaves, stays)

    await publish(bus, rows(topic, 0, 300))
    await seat.stop()
    await publish(bus, rows(topic, 300, 400))

    await eventually(lambda: len(leaves.heard) + len(stays.heard) == 400)
    assert sorted(int(v or b"") for v in leaves.values() + stays.values()) == list(range(400))
    assert leaves.owned == set() and stays.owned == ALL


async def test_the_partitions_of_a_killed_member_go_to_another(bus: Bus, topic: str) -> None:
    books: Books = {}
    killed, other = (Notes(topic, group=f"{bus.prefix}g", books=books) for _ in "ab")
    seat = await bus.join(killed)
    await bus.join(other)
    await shared_out(killed, other)

    await seat.kill()
    await publish(bus, rows(topic, 0, 100))

    await eventually(lambda: other.owned == ALL and len(other.heard) == 100, within=20)


async def test_a_killed_member_that_comes_back_under_its_name_has_its_numbers_at_once(bus: Bus, topic: str) -> None:
    books: Books = {}
    killed, other, back = (Notes(topic, group=f"{bus.prefix}g", books=books) for _ in "abc")
    seat = await bus.join(killed, worker="one")
    await bus.join(other, worker="two")
    await shared_out(killed, other)
    had, rest = set(killed.owned), set(other.owned)

    await seat.kill()
    await bus.join(back, worker="one")

    await eventually(lambda: back.owned == had, within=2)
    assert other.owned == rest


async def test_nothing_is_handed_over_before_the_hearer_has_sought(bus: Bus, topic: str) -> None:
    await publish(bus, rows(topic, 0, 50))
    notes = Notes(topic, group=f"{bus.prefix}g")
    async with notes.hand:
        joining = asyncio.create_task(bus.join(notes))
        await eventually(lambda: hasattr(notes, "consumer"))
        await publish(bus, rows(topic, 50, 60))
        assert notes.owned == set() and notes.batches == 0

    await joining
    await eventually(lambda: len(notes.heard) == 60)
    assert len(notes.delivered) == 60


async def test_partitions_are_taken_away_only_after_the_batch_in_hand(bus: Bus, topic: str) -> None:
    books: Books = {}
    first, second = (Notes(topic, group=f"{bus.prefix}g", books=books) for _ in "ab")
    await bus.join(first)
    await eventually(lambda: first.owned == ALL)

    async with first.hand:
        joining = asyncio.create_task(bus.join(second))
        await publish(bus, rows(topic, 0, 100))
        assert first.owned == ALL and second.owned == set()

    await joining
    await shared_out(first, second)
    await eventually(lambda: len(first.heard) + len(second.heard) == 100)


async def test_the_group_says_what_a_member_owns_when_it_is_asked_anew(bus: Bus, topic: str) -> None:
    first, second = (Notes(topic, group=f"{bus.prefix}g") for _ in "ab")
    await bus.join(first)
    await bus.join(second)
    await shared_out(first, second)

    await eventually(lambda: owns(first))
    await eventually(lambda: owns(second))


async def owns(notes: Notes) -> bool:
    return await notes.consumer.assignment() == notes.owned
