"""Who may watch what."""

import pytest

from tests.edge.live.fakes import Visitor, World


async def _asked(world: World, visitor: Visitor, **fields: object) -> list[dict[str, object]]:
    visitor.says("subscribe", **fields)
    await world.answered()
    return visitor.hears()


async def test_everybody_may_watch_an_event():
    world = World()
    visitor = await world.visitor()
    assert await _asked(world, visitor, channel="event:e") == [{"type": "subscribed", "channel": "event:e", "at": None}]


async def test_a_later_watcher_is_told_the_number_that_was_sent_last():
    world = World()
    await world.visitor("event:e")
    world.publish("event:e", 7)
    told = await _asked(world, await world.visitor(), channel="event:e")
    assert told == [{"type": "subscribed", "channel": "event:e", "at": 7}]


async def test_only_its_buyer_may_watch_a_booking():
    world = World()
    ada, bob, nobody = await world.visitor(who="ada s 99"), await world.visitor(who="bob t 99"), Visitor(world.hub)
    assert (await _asked(world, ada, channel="booking:ada"))[0]["type"] == "subscribed"
    assert (await _asked(world, bob, channel="booking:ada"))[0]["code"] == "forbidden"
    assert (await _asked(world, nobody, channel="booking:ada"))[0]["code"] == "login_required"


ODD = ("me", "user:ada", "event:", "seat:1", "event:a b", "event:" + "x" * 129, "event:e\n", "booking:b1,user:ada")
WILD = ("*", ">", "booking:*", "booking:>", "event:*.>", "*:b1", "feeds.>", "answers.>")


@pytest.mark.parametrize("name", ODD + WILD)
async def test_other_names_are_no_channels(name: str):
    world = World()
    told = await _asked(world, Visitor(world.hub), channel=name)
    assert told == [{"type": "error", "code": "unknown_channel", "channel": name}]


async def test_me_is_the_user_and_called_so():
    world = World()
    ada = await world.visitor("me", who="ada s 99")
    bob = await world.visitor("me", who="bob t 99")
    world.publish("user:ada", 1)
    assert ada.hears() == [{"type": "news", "channel": "me", "from": 1, "to": 1, "body": {"n": 1}}]
    assert not bob.hears()


async def test_hello_and_subscribe_in_one_breath_are_answered_in_order():
    world = World()
    visitor = Visitor(world.hub)
    visitor.signs_in("ada s 99")
    visitor.says("subscribe", channel="me")
    await world.answered()
    assert [said["type"] for said in visitor.hears()] == ["welcome", "subscribed"]
    assert visitor.socket.waiting is None


async def test_after_unsubscribing_nothing_comes():
    world = World()
    visitor = await world.visitor("event:e")
    visitor.says("unsubscribe", channel="event:e")
    visitor.says("unsubscribe", channel="event:e")
    await world.answered()
    assert [said.get("code", said["type"]) for said in visitor.hears()] == ["unsubscribed", "not_subscribed"]
    world.publish("event:e", 1)
    assert not visitor.hears()
    assert not world.hub.rooms


async def test_subscribing_again_is_not_watching_twice():
    world = World()
    visitor = await world.visitor("booking:ada", "booking:ada", who="ada s 99")
    world.publish("booking:ada", 1)
    assert visitor.numbers() == [(1, 1)]


async def test_the_number_of_channels_is_bounded():
    world = World(channels_per_socket=1)
    visitor = await world.visitor("event:a")
    assert (await _asked(world, visitor, channel="event:b"))[0]["code"] == "too_many_channels"
    assert (await _asked(world, visitor, channel="event:a"))[0]["type"] == "subscribed"


async def test_me_keeps_no_past_and_who_comes_again_is_told_to_fetch():
    world = World()
    ada = await world.visitor(who="ada s 99")
    ada.says("subscribe", channel="me", after=2)
    await world.answered()
    assert [said["type"] for said in ada.hears()] == ["subscribed", "resync"] and world.feed.asked == []
    world.publish("user:ada", 1)
    assert ada.numbers() == [(1, 1)]
