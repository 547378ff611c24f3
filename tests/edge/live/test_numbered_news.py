"""In order, each once; a hole is healed from the feed, once for the channel."""

from tests.edge.live.fakes import World, body

ADA = "ada s 99"
B = "booking:ada"


async def test_news_come_as_they_were_said():
    world = World()
    visitor = await world.visitor(B, who=ADA)
    world.publish(B, 1, 2, 3)
    assert visitor.numbers() == [(1, 1), (2, 2), (3, 3)]


async def test_what_comes_twice_or_late_is_dropped():
    world = World()
    visitor = await world.visitor(B, who=ADA)
    world.publish(B, 4, 4, 3, 5)
    assert visitor.numbers() == [(4, 4), (5, 5)]
    assert world.hub.metrics.stale == 2


async def test_a_hole_is_healed_once_for_all_who_watch():
    world = World()
    visitors = [await world.visitor(B, who=ADA) for _ in range(3)]
    world.feed.has(B, 2, 3, 4)
    world.publish(B, 1, 4, 6, 5)
    await world.answered()
    assert [visitor.numbers() for visitor in visitors] == [[(n, n) for n in range(1, 7)]] * 3
    assert world.feed.asked == [(B, 1)]


async def test_a_hole_that_the_feed_cannot_fill_is_told():
    world = World()
    visitor = await world.visitor(B, who=ADA)
    world.publish(B, 1, 4, 5)
    await world.answered()
    world.publish(B, 6)
    said = visitor.hears()
    assert [(s["type"], s.get("at") or s.get("to")) for s in said] == [("news", 1), ("resync", 5), ("news", 6)]


async def test_a_feed_with_a_hole_of_its_own_is_not_believed():
    world = World()
    visitor = await world.visitor(B, who=ADA)
    world.feed.has(B, 3)
    world.publish(B, 1, 4)
    await world.answered()
    assert [said["type"] for said in visitor.hears()] == ["news", "resync"]


async def test_the_feed_is_asked_again_after_an_error():
    world = World()
    visitor = await world.visitor(B, who=ADA)
    world.feed.has(B, 2, 3)
    world.feed.broken = 2
    world.publish(B, 1, 3)
    await world.answered()
    assert visitor.numbers() == [(1, 1), (2, 2), (3, 3)]
    assert world.hub.metrics.gap_errors == 2


async def test_a_feed_that_stays_away_means_resync():
    world = World()
    visitor = await world.visitor(B, who=ADA)
    world.feed.broken = 9
    world.publish(B, 1, 3)
    await world.answered()
    assert [said["type"] for said in visitor.hears()] == ["news", "resync"]


async def test_a_lost_last_message_is_fetched_when_the_head_is_said():
    world = World()
    visitor = await world.visitor(B, who=ADA)
    world.feed.has(B, 2)
    world.publish(B, 1)
    world.hub.head(B, 1)
    world.hub.head(B, 2)
    world.hub.head(B, 2)
    await world.answered()
    assert visitor.numbers() == [(1, 1), (2, 2)]
    assert world.feed.asked == [(B, 1)]


async def test_the_first_number_ever_makes_those_resync_who_came_without_one():
    world = World()
    visitor = await world.visitor(B, who=ADA)
    world.hub.head(B, 8)
    world.publish(B, 9)
    assert [(s["type"], s.get("at") or s.get("to")) for s in visitor.hears()] == [("resync", 8), ("news", 9)]


async def test_after_the_bus_was_away_every_channel_is_healed_or_resynced():
    world = World()
    visitor = await world.visitor(B, "event:e", "event:f", who=ADA)
    world.publish(B, 1)
    world.publish("event:e", 5)
    world.feed.has(B, 2)
    visitor.frames()
    world.hub.resync_all()
    await world.answered()
    said = {(s["channel"], s["type"], s.get("at") or s.get("to")) for s in visitor.hears()}
    assert said == {(B, "news", 2), ("event:e", "resync", 5), ("event:f", "resync", None)}


async def test_more_than_can_be_held_during_a_heal_means_resync():
    world = World(log_items=3)
    visitor = await world.visitor(B, who=ADA)
    world.feed.has(B, 2)
    world.publish(B, 1, *range(3, 20))
    await world.answered()
    assert visitor.hears()[-1] == {"type": "resync", "channel": B, "at": 19}


async def test_a_frame_that_spans_numbers_counts_as_all_of_them():
    world = World()
    visitor = await world.visitor(B, who=ADA)
    world.hub.publish(B, 1, 5, body(5))
    world.publish(B, 6)
    assert visitor.numbers() == [(1, 5), (6, 6)]


async def test_nobody_watches_and_nothing_is_kept():
    world = World()
    world.publish(B, 1)
    world.hub.head(B, 2)
    assert not world.hub.rooms


async def test_who_watches_me_hears_of_all_own_bookings_under_their_names():
    world = World()
    visitor = await world.visitor("me", who=ADA)
    world.hub.mirror("user:ada", "booking:one", 1, 1, b"{}")
    world.hub.mirror("user:ada", "booking:two", 7, 7, b"{}")
    world.hub.mirror("user:bob", "booking:three", 1, 1, b"{}")
    news = [said for said in visitor.hears() if said["type"] == "news"]
    assert [(said["channel"], said["to"]) for said in news] == [("booking:one", 1), ("booking:two", 7)]
