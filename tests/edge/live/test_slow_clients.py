"""A client that does not read costs nobody anything, and is told what to do when it reads again."""

from edge.live.sweep import sweep_once
from tests.edge.live.fakes import World

E, F = "event:e", "event:f"


async def test_a_slow_client_is_passed_over_and_the_others_are_not():
    world = World()
    slow, quick = await world.visitor(E), await world.visitor(E)
    slow.socket.pause_writing()
    world.publish(E, 1)
    assert not slow.hears()
    assert quick.numbers() == [(1, 1)]
    assert world.hub.metrics.skipped == 1
    assert not slow.transport.reading


async def test_when_it_reads_again_it_is_told_once_for_each_channel_it_missed():
    world = World(quiet_time=0)
    visitor = await world.visitor(E, F, "event:g")
    visitor.socket.pause_writing()
    world.publish(E, 1)
    world.publish(F, 1)
    world.clock.advance(1)
    world.publish(E, 2)
    visitor.socket.resume_writing()
    said = sorted((s["channel"], s["type"], s["at"]) for s in visitor.hears())
    assert said == [(E, "resync", 2), (F, "resync", 1)]
    assert visitor.transport.reading


async def test_after_a_pause_without_news_there_is_nothing_to_tell():
    world = World()
    visitor = await world.visitor(E)
    visitor.socket.pause_writing()
    visitor.socket.resume_writing()
    world.publish(E, 1)
    assert visitor.numbers() == [(1, 1)]


async def test_who_is_slow_for_thirty_seconds_has_to_go():
    world = World()
    visitor = await world.visitor(E)
    visitor.socket.pause_writing()
    world.clock.advance(30)
    sweep_once(world.hub, 1)
    assert not visitor.socket.ending
    world.clock.advance(1)
    sweep_once(world.hub, 2)
    assert visitor.ending() == (1008, "slow_client")
    world.clock.advance(2)
    assert visitor.transport.aborted


async def test_a_replay_is_not_written_to_who_does_not_read():
    world = World()
    world.feed.has("booking:ada", 1, 2)
    visitor = await world.visitor(who="ada s 99")
    visitor.says("subscribe", channel="booking:ada", after=0)
    visitor.socket.pause_writing()
    await world.answered()
    visitor.socket.resume_writing()
    world.publish("booking:ada", 3)
    assert [s["type"] for s in visitor.hears()] == ["subscribed", "resync", "news"]


async def test_a_socket_is_pinged_every_25_seconds_and_a_silent_one_dropped():
    world = World()
    visitor = await world.visitor(E)
    pings = 0
    for tick in range(50):
        sweep_once(world.hub, tick)
        world.clock.advance(1)
    pings += visitor.pings()
    assert pings == 2
    for tick in range(50, 100):
        sweep_once(world.hub, tick)
        world.clock.advance(1)
    assert visitor.ending() == (1001, "silent")


async def test_a_pong_proves_life():
    world = World()
    visitor = await world.visitor(E)
    for tick in range(200):
        sweep_once(world.hub, tick)
        world.clock.advance(1)
        if visitor.pings():
            visitor.sends(bytes([0x8A, 0x80]) + b"mask")
    assert not visitor.socket.ending


async def test_each_second_another_part_is_pinged():
    world = World(sockets_per_address=100)
    visitors = [await world.visitor() for _ in range(50)]
    sweep_once(world.hub, 0)
    assert sum(visitor.pings() for visitor in visitors) == 2


async def test_who_does_not_answer_our_close_is_cut():
    world = World()
    visitor = await world.visitor(who="ada s 99")
    world.hub.revoke("ada")
    assert visitor.transport.eof
    assert not visitor.transport.aborted
    world.clock.advance(2)
    assert visitor.transport.aborted
