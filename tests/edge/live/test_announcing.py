"""What everybody is told, whatever they watch."""

from edge.live.messages import said
from tests.edge.live.fakes import World

WORK, DONE = said("maintenance", mode="read_only"), said("maintenance", mode="off")


async def test_all_who_are_there_and_all_who_come_are_told_until_it_is_over():
    world = World()
    early = await world.visitor(who="ada phone 300")
    world.hub.announce(WORK, stands=True)
    await world.answered()
    late = await world.visitor()
    assert early.hears() == [{"type": "maintenance", "mode": "read_only"}]
    world.hub.announce(DONE, stands=False)
    await world.answered()
    assert [one["mode"] for one in late.hears() if one["type"] == "maintenance"][-1] == "off"
    assert not [one for one in (await world.visitor()).hears() if one["type"] == "maintenance"]


async def test_who_does_not_read_is_told_once_it_does():
    world = World()
    slow = await world.visitor()
    world.hub.paused(slow.socket)
    world.hub.announce(WORK, stands=True)
    await world.answered()
    assert slow.hears() == []
    world.hub.resumed(slow.socket)
    assert slow.hears() == [{"type": "maintenance", "mode": "read_only"}]
