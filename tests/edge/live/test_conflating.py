"""An event, or a queue, changes faster than can be shown: the first change at once, then the sum of the rest."""

import json

from tests.edge.live.fakes import World

E, Q = "event:e", "queue:e"


async def test_the_first_change_is_told_at_once_and_the_next_are_merged():
    world = World()
    visitor = await world.visitor(E)
    world.publish(E, 1, 2, 3, 4)
    assert visitor.numbers() == [(1, 1)]
    world.clock.advance(0.049)
    assert visitor.numbers() == []
    world.clock.advance(0.001)
    assert visitor.numbers() == [(2, 4)]
    assert world.hub.metrics.conflated == 3


async def test_after_a_quiet_time_the_next_change_is_told_at_once_again():
    world = World()
    visitor = await world.visitor(E)
    world.publish(E, 1)
    world.clock.advance(0.05)
    world.publish(E, 2)
    assert visitor.numbers() == [(1, 1), (2, 2)]


async def test_later_states_win_key_by_key():
    world = World()
    visitor = await world.visitor(E)
    world.publish(E, 1)
    for n, said in enumerate(
        [
            {"counts": {"free": 9}, "seats": {"A1": "held", "A2": "held"}},
            {"counts": {"free": 8}, "seats": {"A1": "sold"}, "phase": "open"},
        ],
        start=2,
    ):
        world.hub.publish(E, n, n, json.dumps(said).encode())
    world.clock.advance(1)
    merged = {"counts": {"free": 8}, "seats": {"A1": "sold", "A2": "held"}, "phase": "open"}
    assert visitor.hears()[-1] == {"type": "news", "channel": E, "from": 2, "to": 3, "body": merged}


async def test_the_more_watch_the_longer_is_the_quiet_time():
    world = World(send_cost=0.01)
    visitors = [await world.visitor(E) for _ in range(10)]
    world.publish(E, 1, 2)
    world.clock.advance(0.19)
    assert visitors[0].numbers() == [(1, 1)]
    world.clock.advance(0.01)
    assert visitors[0].numbers() == [(2, 2)]


async def test_a_thousand_changes_a_second_are_twenty_frames_a_second():
    world = World()
    visitor = await world.visitor(E)
    for n in range(1, 1001):
        world.publish(E, n)
        world.clock.advance(0.001)
    world.clock.advance(1)
    numbers = visitor.numbers()
    assert len(numbers) <= 22
    assert [start for start, _ in numbers[1:]] == [end + 1 for _, end in numbers[:-1]]
    assert numbers[-1][1] == 1000


async def test_of_a_queue_the_newest_position_is_told_and_not_each():
    world = World()
    visitor = await world.visitor(Q)
    moved(world, *range(1, 101))
    world.clock.advance(1)
    assert [(said["from"], said["to"], said["body"]["served"]) for said in visitor.hears()[-2:]] == [
        (1, 1, 1),
        (2, 100, 100),
    ]


async def test_that_a_queue_was_drawn_is_told_however_far_it_has_come_since():
    world = World()
    visitor = await world.visitor(Q)
    moved(world, 1, 2)
    world.hub.publish(Q, 3, 3, b'{"type":"QueueDrawn","seed":"s"}')
    moved(world, 4, 5)
    world.clock.advance(1)
    kinds = [(said["to"], said["body"]["type"], "seed" in said["body"]) for said in visitor.hears()[-4:]]
    moves = "QueueMoved", False
    assert kinds == [(1, *moves), (2, *moves), (3, "QueueDrawn", True), (5, *moves)]


def moved(world: World, *numbers: int) -> None:
    for n in numbers:
        world.hub.publish(Q, n, n, b'{"type":"QueueMoved","served":%d}' % n)


async def test_bookings_are_never_merged():
    world = World()
    visitor = await world.visitor("booking:ada", who="ada s 99")
    world.publish("booking:ada", 1, 2, 3)
    assert len(visitor.numbers()) == 3


async def test_a_body_that_is_no_dict_wins_whole():
    world = World()
    visitor = await world.visitor(E)
    world.publish(E, 1, 2)
    world.hub.publish(E, 3, 3, b"[3]")
    world.clock.advance(1)
    assert visitor.hears()[-1]["body"] == [3]


async def test_a_resync_forgets_what_was_pending():
    world = World()
    visitor = await world.visitor(E)
    world.publish(E, 1, 2, 9)
    await world.answered()
    world.clock.advance(1)
    world.publish(E, 10)
    assert [(s["type"], s.get("at") or s.get("to")) for s in visitor.hears()] == [
        ("news", 1),
        ("resync", 9),
        ("news", 10),
    ]


async def test_the_body_is_passed_on_as_it_came():
    world = World()
    visitor = await world.visitor(E)
    world.hub.publish(E, 1, 1, b'{"n" :  1}')
    assert b'"body":{"n" :  1}}' in visitor.transport.written
