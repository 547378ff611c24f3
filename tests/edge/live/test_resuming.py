"""A reconnect with the last number: the gap, then the live stream, nothing lost, nothing twice."""

from tests.edge.live.fakes import Visitor, World

ADA = "ada s 99"
B = "booking:ada"
E = "event:e"


async def _resuming(world: World, channel: str, after: int) -> Visitor:
    """While the feed is being read."""
    world.feed.open.clear()
    return await world.visitor_now(channel, after, ADA)


async def _read(world: World) -> None:
    world.feed.open.set()
    await world.answered()


async def test_the_gap_is_replayed_and_the_stream_goes_on():
    world = World()
    world.feed.has(B, 3, 4)
    visitor = await world.visitor(who=ADA)
    visitor.says("subscribe", channel=B, after=2)
    await world.answered()
    world.publish(B, 4, 5)
    said = visitor.hears()
    assert said[0] == {"type": "subscribed", "channel": B, "at": 2}
    assert [s["to"] for s in said[1:]] == [3, 4, 5]


async def test_what_is_said_while_the_gap_is_read_comes_once_and_in_order():
    world = World()
    world.feed.has(B, 3, 4)
    visitor = await _resuming(world, B, 2)
    world.publish(B, 4, 5, 6)
    await _read(world)
    world.publish(B, 7)
    assert visitor.numbers() == [(n, n) for n in range(3, 8)]


async def test_a_gap_too_old_means_resync_and_then_the_stream():
    world = World()
    visitor = await _resuming(world, B, 2)
    world.publish(B, 90, 91)
    await _read(world)
    world.publish(B, 92)
    kinds = [(s["type"], s.get("at") or s.get("to")) for s in visitor.hears()]
    assert kinds == [("subscribed", 2), ("resync", 91), ("news", 92)]


async def test_a_gap_longer_than_may_be_replayed_means_resync():
    world = World(replay_rows=2)
    world.feed.has(B, 1, 2, 3)
    visitor = await _resuming(world, B, 0)
    await _read(world)
    assert [s["type"] for s in visitor.hears()] == ["subscribed", "resync"]


async def test_the_gap_of_an_event_comes_as_one_frame():
    world = World()
    world.feed.has(E, 3, 4, 5)
    visitor = await _resuming(world, E, 2)
    await _read(world)
    assert visitor.numbers() == [(3, 5)]


async def test_who_resumes_while_an_event_is_quiet_gets_what_it_lacks_and_no_more():
    world = World()
    live = await world.visitor(E)
    world.publish(E, 1, 2)
    world.feed.has(E, 1, 2)
    late = await _resuming(world, E, 0)
    world.publish(E, 3)
    await _read(world)
    world.clock.advance(0.06)
    world.publish(E, 4)
    world.clock.advance(0.06)
    assert late.numbers() == [(1, 2), (3, 3), (4, 4)]
    assert live.numbers() == [(1, 1), (2, 3), (4, 4)]


async def test_who_is_ahead_of_this_process_hears_nothing_twice():
    world = World()
    live = await world.visitor(B, who=ADA)
    world.publish(B, 1)
    world.feed.has(B, 1, 2, 3)
    ahead = await world.visitor(B, after=1, who=ADA)
    world.publish(B, 2, 3, 4)
    assert ahead.numbers() == [(4, 4)]
    assert live.numbers() == [(1, 1), (2, 2), (3, 3), (4, 4)]


async def test_a_number_from_nowhere_ends_in_a_resync_not_in_memory():
    world = World(log_items=3)
    world.feed.has(B)
    visitor = await world.visitor(B, who=ADA)
    world.publish(B, 1)
    lost = await world.visitor(B, after=10**9, who=ADA)
    world.publish(B, 2, 3, 4, 5, 6)
    assert [(s["type"], s.get("at") or s.get("to")) for s in lost.hears()] == [("resync", 4), ("news", 5), ("news", 6)]
    assert visitor.numbers()[-1] == (6, 6)
    assert not world.hub.rooms[B].log


async def test_many_who_resume_from_one_number_share_one_reading():
    world = World()
    world.feed.has(E, 1, 2)
    visitors = [Visitor(world.hub, "") for _ in range(20)]
    for visitor in visitors:
        visitor.says("subscribe", channel=E, after=0)
    await world.answered()
    assert [visitor.numbers() for visitor in visitors] == [[(1, 2)]] * 20
    assert len(world.feed.asked) == 1


async def test_a_reading_is_not_shared_with_who_comes_after_its_joiner_left():
    world = World()
    await world.visitor(B, who=ADA)
    world.publish(B, 1)
    world.feed.has(B, 2)
    first = await _resuming(world, B, 1)
    first.socket.connection_lost(None)
    world.publish(B, 2, 3)
    world.feed.has(B, 2, 3)
    second = await world.visitor_now(B, after=1, who=ADA)
    await _read(world)
    assert second.numbers() == [(2, 2), (3, 3)]


async def test_a_hole_and_a_resume_at_once_leave_no_hole():
    world = World()
    live = await world.visitor(B, who=ADA)
    world.publish(B, 1)
    world.feed.has(B, 1, 2, 3)
    late = await _resuming(world, B, 0)
    world.publish(B, 4)
    await _read(world)
    world.publish(B, 5)
    assert late.numbers() == [(n, n) for n in range(1, 6)]
    assert live.numbers() == [(n, n) for n in range(1, 6)]


async def test_who_left_while_the_gap_was_read_is_forgotten():
    world = World()
    world.feed.has(B, 1)
    visitor = await _resuming(world, B, 0)
    visitor.socket.connection_lost(None)
    await _read(world)
    assert not world.hub.rooms
    assert not visitor.hears()
