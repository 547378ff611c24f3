"""An event, or a queue, changes faster than can be shown: the first change at once, then the sum of the rest."""

import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from edge.live.item import Item, merged
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


COUNT = st.dictionaries(st.sampled_from(["", "adult", "child"]), st.fixed_dictionaries({"held": st.integers(0, 9)}))
CHANGE = st.fixed_dictionaries(
    {"quantity": st.integers(1, 9)},
    optional={
        "counts": COUNT,
        "free": st.dictionaries(st.sampled_from(["", "adult", "child"]), st.integers(0, 9)),
        "seats": st.dictionaries(st.sampled_from(["A1", "A2"]), st.sampled_from(["free", "held", "sold"])),
        "sale": st.sampled_from(["open", "closed"]),
    },
)


@settings(max_examples=50)
@given(st.lists(CHANGE, min_size=1, max_size=8), st.data())
def test_merged_changes_give_the_picture_that_the_single_ones_give_in_order(
    changes: list[dict[str, Any]], data: st.DataObject
) -> None:
    items = [Item(n, n, json.dumps(change).encode()) for n, change in enumerate(changes, 1)]
    cut = data.draw(st.integers(0, len(items) - 1))
    told = [*items[:cut], merged(items[cut:])]
    twice = merged([merged(items[: cut + 1]), *items[cut + 1 :]])
    assert picture(told) == picture([twice]) == picture(items)
    assert (told[-1].end, twice.start, twice.end) == (len(items), 1, len(items))


def picture(items: list[Item]) -> dict[str, Any]:
    """What a page shows that applies them: each name as it was told last."""
    seen: dict[str, Any] = {"counts": {}, "free": {}, "seats": {}, "sale": ""}
    for item in items:
        body = json.loads(item.body)
        for part in ("counts", "free", "seats"):
            seen[part] |= body.get(part, {})
        seen["sale"] = body.get("sale", seen["sale"])
    return seen
