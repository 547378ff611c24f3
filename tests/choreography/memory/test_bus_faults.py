"""What the memory bus can do to a hearer, played with seeds."""

import asyncio
from random import Random

import pytest

from choreography.memory.bus import MemoryBus
from choreography.memory.faults import Faults
from choreography.memory.loop import run
from choreography.memory.member import MemoryMember
from choreography.ports import Record, Unreachable
from tests.choreography.playing import passes, until
from tests.contract.notes import Books, Notes, said

TOPIC = "inventory.events"


def made(away: float = 0, lost_ack: float = 0, doubled: float = 0) -> MemoryBus:
    bus = MemoryBus(faults=Faults(away=away, lost_ack=lost_ack, doubled=doubled))
    bus.create([TOPIC])
    return bus


async def publish(bus: MemoryBus, count: int) -> list[str]:
    acked: list[str] = []
    for n in range(count):
        await bus.producer().publish([said(TOPIC, f"e{n % 20}", str(n))], lambda row: acked.append(row.id))
    return acked


def test_after_a_lost_acknowledgement_the_record_lies_in_the_log() -> None:
    async def play() -> None:
        bus = made(lost_ack=1.0)
        notes = Notes(TOPIC, group="g")
        bus.join(notes)
        with pytest.raises(Unreachable):
            await publish(bus, 1)
        await until(lambda: notes.values() == [b"0"])

    run(1, play())


def test_what_could_not_be_sent_does_not_lie_in_the_log() -> None:
    async def play() -> None:
        bus = made(away=1.0)
        with pytest.raises(Unreachable):
            await publish(bus, 1)
        assert {bus.log.bounds((TOPIC, n)) for n in range(4)} == {(0, 0)}

    run(1, play())


def test_some_records_lie_in_the_log_twice() -> None:
    async def play() -> None:
        bus = made(doubled=0.3)
        await publish(bus, 100)
        assert 110 < sum(bus.log.bounds((TOPIC, n))[1] for n in range(4)) < 150

    run(1, play())


def test_a_deaf_member_goes_on_beside_the_new_owner_until_it_hears() -> None:
    async def play() -> None:
        bus = made()
        deaf, other = Notes(TOPIC, group="g"), Notes(TOPIC, group="g")
        member = bus.join(deaf)
        bus.join(other)
        await until(lambda: len(deaf.owned) == len(other.owned) == 2)
        had = set(deaf.owned)
        member.deafen()
        await publish(bus, 50)
        await until(lambda: other.owned == {0, 1, 2, 3})
        await until(lambda: {r.partition for r in deaf.heard} & {r.partition for r in other.heard} == had)
        assert deaf.owned == had and await member.assignment() == set()
        await until(lambda: len(deaf.owned) == len(other.owned) == 2 and not deaf.owned & other.owned)

    run(2, play())


Heard = list[tuple[int, int]]
"""Partition and offset of each record that was heard, in the order of hearing."""


async def storm(seed: int) -> tuple[Heard, dict[int, int]]:
    """Members come, go, die and go deaf while records are written. What was heard, and how many were written."""
    rng = Random(seed)  # noqa: S311
    bus = MemoryBus(faults=Faults(random=rng))
    bus.create([TOPIC])
    books: Books = {}
    stage: list[Record] = []
    players: list[Notes] = []

    def join() -> MemoryMember:
        players.append(notes := Notes(TOPIC, group="g", books=books))
        notes.heard = stage
        return bus.join(notes)

    members = [join(), join()]
    for _ in range(20):
        await publish(bus, rng.randint(0, 20))
        member = rng.choice(members)
        match rng.randrange(4):
            case 0:
                members.append(join())
            case 1 if len(members) > 1:
                members.remove(member)
                await member.stop()
            case 2 if len(members) > 1:
                members.remove(member)
                await member.kill()
            case 3:
                member.deafen()
                asyncio.get_running_loop().call_later(rng.uniform(0, 20), member.hear)
        await passes(rng.uniform(0, 5))
    await until(lambda: sorted(n for m in players if m.consumer in members for n in m.owned) == [0, 1, 2, 3])
    written = {n: bus.log.bounds((TOPIC, n))[1] for n in range(4)}
    await until(lambda: len(stage) >= sum(written.values()))
    return [(record.partition, record.offset) for record in stage], written


@pytest.mark.parametrize("seed", range(50))
def test_through_any_storm_every_record_is_heard_once_and_in_order(seed: int) -> None:
    heard, written = run(seed, storm(seed))
    for partition, count in written.items():
        assert [offset for number, offset in heard if number == partition] == list(range(count))


def test_the_same_seed_is_the_same_storm() -> None:
    assert run(7, storm(7)) == run(7, storm(7))
