"""A fan-out to many gives way to others in between, and stays in order."""

from tests.edge.live.fakes import World

B, E = "booking:ada", "event:e"


async def test_the_loop_serves_others_during_a_large_fan_out():
    world = World(fan_out_slice=2, sockets_per_user=9)
    visitors = [await world.visitor(B, who="ada s 99") for _ in range(6)]
    world.publish(B, 1)
    await world.one_turn()
    served = sum(bool(visitor.numbers()) for visitor in visitors)
    assert 0 < served < 6
    await world.answered()
    assert sum(bool(visitor.numbers()) for visitor in visitors) == 6 - served


async def test_frames_of_a_large_channel_stay_in_order():
    world = World(fan_out_slice=2, sockets_per_user=9)
    visitors = [await world.visitor(B, who="ada s 99") for _ in range(6)]
    world.publish(B, 1, 2, 3)
    await world.answered()
    assert [visitor.numbers() for visitor in visitors] == [[(1, 1), (2, 2), (3, 3)]] * 6


async def test_who_leaves_during_a_fan_out_gets_nothing_more():
    world = World(fan_out_slice=2)
    visitors = [await world.visitor(E) for _ in range(6)]
    world.publish(E, 1)
    for visitor in visitors:
        visitor.socket.connection_lost(None)
    await world.answered()
    assert not any(visitor.numbers() for visitor in visitors)


async def test_who_comes_during_a_fan_out_gets_the_next():
    world = World(fan_out_slice=2)
    for _ in range(6):
        await world.visitor(E)
    world.publish(E, 1)
    late = await world.visitor(E)
    world.clock.advance(1)
    world.publish(E, 2)
    await world.answered()
    assert late.numbers() == [(2, 2)]


async def test_a_fan_out_that_still_runs_is_not_joined_by_the_next_of_its_event():
    world = World(fan_out_slice=1)
    visitors = [await world.visitor(E) for _ in range(3)]
    world.publish(E, 1, 2)
    world.clock.advance(1)
    assert len(world.hub.rooms[E].outgoing) == 1
    await world.answered()
    world.clock.advance(1)
    await world.answered()
    assert [visitor.numbers() for visitor in visitors] == [[(1, 1), (2, 2)]] * 3
