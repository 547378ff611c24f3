"""Who a socket belongs to, how long, and how many it may have."""

from tests.edge.live.fakes import Visitor, World

UNTIL = "1970-01-12T13:51:40Z"


async def test_nobody_in_particular_is_welcome():
    world = World()
    visitor = Visitor(world.hub)
    visitor.says("hello")
    await world.answered()
    assert visitor.hears() == [{"type": "welcome", "user": None, "expires_at": None}]


async def test_a_user_is_told_until_when_the_token_holds():
    world = World()
    visitor = Visitor(world.hub)
    visitor.signs_in("ada phone 300")
    await world.answered()
    assert visitor.hears() == [{"type": "welcome", "user": "ada", "expires_at": UNTIL}]


async def test_a_bad_token_changes_nothing():
    world = World()
    visitor = await world.visitor(who="ada phone 300")
    for token in ("forged", "ada phone 0", "bob phone 300", "outage", "one more"):
        visitor.signs_in(token)
    await world.answered()
    codes = [said["code"] for said in visitor.hears()]
    assert codes == ["token_refused", "token_refused", "other_user", "unavailable", "too_many_requests"]
    assert visitor.socket.user and visitor.socket.user.id == "ada"


async def test_revoking_a_user_closes_all_its_sockets():
    world = World()
    phone, desk = await world.visitor(who="ada phone 300"), await world.visitor(who="ada desk 300")
    other = await world.visitor(who="bob phone2 300")
    world.hub.revoke("ada")
    assert phone.ending() == desk.ending() == (4401, "revoked")
    assert not other.socket.ending


async def test_revoking_a_session_leaves_the_users_other_sessions():
    world = World()
    phone, desk = await world.visitor(who="ada phone 300"), await world.visitor(who="ada desk 300")
    world.hub.revoke("phone")
    assert phone.ending() == (4401, "revoked")
    assert not desk.socket.ending


async def test_a_renewal_in_a_new_session_is_revoked_with_the_new_one_only():
    world = World()
    visitor = await world.visitor(who="ada old 300")
    visitor.signs_in("ada new 300")
    await world.answered()
    world.hub.revoke("old")
    assert not visitor.socket.ending
    world.hub.revoke("new")
    assert visitor.socket.ending


async def test_one_too_many_of_a_user_is_told_so():
    world = World(sockets_per_user=2)
    first, _, third = [await _hello(world) for _ in range(3)]
    assert third.ending() == (1008, "too_many_of_user")
    first.socket.connection_lost(None)
    assert not (await _hello(world)).socket.ending


async def test_one_too_many_of_an_address_is_told_so():
    world = World(sockets_per_address=1)
    first, second, other = Visitor(world.hub, "a"), Visitor(world.hub, "a"), Visitor(world.hub, "b")
    assert second.ending() == (1008, "too_many_of_address")
    first.socket.connection_lost(None)
    assert not Visitor(world.hub, "a").socket.ending
    assert not other.socket.ending


async def test_a_full_house_asks_to_try_again_later():
    world = World(sockets=1)
    Visitor(world.hub, "a")
    assert Visitor(world.hub, "b").ending() == (1013, "full")
    assert world.hub.metrics.sockets == 1


async def test_who_is_gone_leaves_no_trace():
    world = World()
    visitor = await world.visitor("me", "event:e", who="ada phone 300")
    visitor.socket.connection_lost(None)
    assert not world.hub.rooms
    assert not world.hub.deadlines.seconds
    assert not world.hub.crowd.by_person
    assert not world.hub.crowd.by_address
    assert not list(world.hub.crowd)
    assert not visitor.home


async def _hello(world: World) -> Visitor:
    visitor = Visitor(world.hub, "")
    visitor.signs_in("ada phone 300")
    await world.answered()
    return visitor
