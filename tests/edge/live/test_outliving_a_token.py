"""A token's end ends no socket: its session does, and nobody's doubt for long."""

from tests.edge.live.fakes import Visitor, World

TOKEN = 300


async def waiting(session: str = "phone", *channels: str) -> tuple[World, Visitor]:
    """Signed in by a token of five minutes; the session stands."""
    world = World(silent_after=10_000)
    world.sessions.known[session] = True
    return world, await world.visitor(*channels or ("me",), who=f"ada {session} {TOKEN}")


async def test_whose_session_stands_hears_on():
    world, visitor = await waiting()
    await world.passes(TOKEN - 1)
    assert world.sessions.asked == []
    for _ in range(3):
        await world.passes(TOKEN)
    assert world.sessions.asked == 3 * [{"phone"}] and visitor.hears() == []
    world.publish("user:ada", 1)
    assert visitor.numbers() == [(1, 1)]


async def test_all_whose_second_it_is_are_asked_for_in_one_question():
    world, _ = await waiting()
    for n in range(5):
        await world.visitor(who=f"user{n} desk{n} {TOKEN}")
    await world.passes(TOKEN)
    assert world.sessions.asked == [{"phone", *(f"desk{n}" for n in range(5))}]


async def test_whose_session_is_over_has_to_go():
    world, visitor = await waiting()
    world.sessions.known["phone"] = False
    await world.passes(TOKEN)
    assert visitor.ending() == (4401, "revoked")


async def test_a_session_that_nobody_knows_yet_is_let_stay_for_five_minutes():
    world, visitor = await waiting()
    del world.sessions.known["phone"]
    for _ in range(10):
        await world.passes(30 if world.sessions.asked else TOKEN)
    assert len(world.sessions.asked) == 10 and visitor.ending() is None
    await world.passes(30)
    assert visitor.ending() == (4401, "token_expired")


async def test_while_the_database_is_away_nobody_has_to_go_and_then_all_is_as_before():
    world, visitor = await waiting()
    world.sessions.away = True
    await world.passes(TOKEN)
    await world.passes(200)
    world.sessions.away = False
    await world.passes(30)
    for _ in range(3):
        await world.passes(TOKEN)
    assert visitor.ending() is None and len(world.sessions.asked) == 6


async def test_the_token_of_a_program_ends_its_socket():
    world = World(silent_after=1000)
    program = await world.visitor(who=f"ada program {TOKEN} read")
    await world.passes(TOKEN)
    assert program.ending() == (4401, "token_expired") and world.sessions.asked == []


async def test_a_new_token_is_good_for_its_own_time():
    world, visitor = await waiting()
    visitor.signs_in(f"ada phone {2 * TOKEN}")
    await world.answered()
    await world.passes(TOKEN)
    assert world.sessions.asked == []
    await world.passes(TOKEN)
    assert world.sessions.asked == [{"phone"}]


async def test_something_of_its_own_is_asked_for_with_a_token_that_holds():
    world, visitor = await waiting("phone", "event:e")
    await world.passes(TOKEN)
    for channel in ("me", "event:f"):
        visitor.says("subscribe", channel=channel)
    await world.answered()
    refused, subscribed = visitor.hears()
    assert (refused["code"], subscribed["type"]) == ("token_expired", "subscribed")
    visitor.signs_in(f"ada phone {2 * TOKEN}")
    visitor.says("subscribe", channel="me")
    await world.answered()
    assert [said["type"] for said in visitor.hears()] == ["welcome", "subscribed"]


async def test_who_said_hello_again_while_it_was_asked_for_stays():
    world, visitor = await waiting()
    world.sessions.known["phone"] = False
    world.clock.advance(TOKEN)
    visitor.signs_in(f"ada desk {2 * TOKEN}")
    await world.passes(0)
    assert visitor.ending() is None


async def test_who_may_no_longer_watch_is_told_so_and_hears_the_rest():
    world, visitor = await waiting("phone", "cancellation:ada", "booking:ada", "event:e")
    world.rights.lost.add("cancellation:ada")
    await world.passes(TOKEN)
    assert visitor.hears() == [{"type": "error", "code": "forbidden", "channel": "cancellation:ada"}]
    world.publish("cancellation:ada", 1)
    world.publish("booking:ada", 1)
    assert visitor.numbers() == [(1, 1)] and visitor.ending() is None


async def test_only_what_can_be_taken_back_is_asked_for_again():
    world, _ = await waiting("phone", "me", "cancellation:ada", "booking:ada", "place:ada", "event:e", "queue:e")
    world.rights.asked.clear()
    for _ in range(2):
        await world.passes(TOKEN)
    assert world.rights.asked == 2 * ["cancellation:ada"]


async def test_while_nobody_can_say_who_may_watch_nothing_is_taken():
    world, visitor = await waiting("phone", "cancellation:ada")
    world.rights.lost.add("away")
    await world.passes(TOKEN)
    world.publish("cancellation:ada", 1)
    assert visitor.numbers() == [(1, 1)]
