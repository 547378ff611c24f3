from datetime import timedelta

from choreography.testing import Bench
from contracts.draw import commitment
from contracts.waiting_room import PlaceDrawn, QueueDrawn
from handlers.waiting_room import waiting_room as service
from handlers.waiting_room.own import HoldDraw, SeedMade
from handlers.waiting_room.under_way import AHEAD_AT_LEAST
from tests.handlers.waiting_room.saying import EVENT, HOUR, SECOND, SEED, by_lot, join, leave, of, published, queue

MANY = [f"buyer{n}" for n in range(450)]


def ranks(bench: Bench, buyers: list[str]) -> list[int]:
    return [of(bench, buyer).rank for buyer in buyers]


def test_who_joined_before_the_start_is_ranked_by_lot_over_many_pages(waiting_room: Bench) -> None:
    waiting_room.given(*map(join, MANY))
    waiting_room.passes(HOUR)
    assert ranks(waiting_room, by_lot(*MANY)) == list(range(1, 451))


def test_ranks_that_nobody_needs_soon_give_way_to_those_who_buy(waiting_room: Bench) -> None:
    waiting_room.given(*map(join, MANY))
    waiting_room.passes(HOUR - SECOND)
    waiting_room.given(queue(waiting_room).but(unasked=AHEAD_AT_LEAST // 2))
    waiting_room.when(HoldDraw(event_id=EVENT))
    given = []
    for _ in range(3):
        waiting_room.passes(0.9 * SECOND)
        given.append(sum(rank > 0 for rank in ranks(waiting_room, MANY)))
    assert given == [200, 400, 450]


def test_ranks_whose_turn_comes_soon_wait_for_nobody() -> None:
    bench = Bench(service)
    bench.given(published(per_minute=1_000), SeedMade(event_id=EVENT, seed=SEED), *map(join, MANY))
    bench.given(queue(bench).but(unasked=30))
    bench.when(HoldDraw(event_id=EVENT))
    bench.passes(timedelta())
    assert min(ranks(bench, MANY)) > 0


def test_the_seed_is_published_and_is_the_one_that_was_committed_to(waiting_room: Bench) -> None:
    waiting_room.given(join("ann"))
    chain = queue(waiting_room).chain
    waiting_room.when(HoldDraw(event_id=EVENT))
    waiting_room.then(QueueDrawn(event_id=EVENT, seed=SEED, receipts=1, chain=chain))
    assert commitment(SEED) == commitment(queue(waiting_room).seed)


def test_who_comes_after_the_start_comes_behind_all_who_are_drawn_in_order(waiting_room: Bench) -> None:
    waiting_room.given(join("ann"), join("ben"))
    waiting_room.passes(HOUR - SECOND)
    waiting_room.when(HoldDraw(event_id=EVENT))
    waiting_room.given(join("cat"), join("dan"))
    assert ranks(waiting_room, ["cat", "dan"]) == [3, 4] and ranks(waiting_room, ["ann"]) == [0]
    waiting_room.passes(SECOND)
    assert sorted(ranks(waiting_room, ["ann", "ben"])) == [1, 2]


def test_who_left_before_the_draw_has_no_rank(waiting_room: Bench) -> None:
    waiting_room.given(join("ann"), join("ben"), leave("ann"))
    waiting_room.passes(HOUR)
    assert ranks(waiting_room, ["ann", "ben"]) == [0, 1]


def test_joining_again_gives_no_better_lot(waiting_room: Bench) -> None:
    waiting_room.given(*map(join, MANY[:20]), leave(MANY[3]), join(MANY[3]))
    waiting_room.passes(HOUR)
    assert ranks(waiting_room, by_lot(*MANY[:20])) == list(range(1, 21))


def test_each_learns_the_rank_once(waiting_room: Bench) -> None:
    waiting_room.given(join("ann"), HoldDraw(event_id=EVENT))
    waiting_room.passes(timedelta())
    assert [said for said in waiting_room.said() if isinstance(said, PlaceDrawn)] == []
    assert of(waiting_room, "ann").rank == 1
    waiting_room.when(HoldDraw(event_id=EVENT))
    waiting_room.then_nothing()


def test_a_draw_that_is_due_before_there_is_a_seed_waits_for_it() -> None:
    bench = Bench(service)
    bench.given(published())
    bench.passes(2 * HOUR)
    bench.when(SeedMade(event_id=EVENT, seed=SEED))
    bench.passes(2 * SECOND)
    assert queue(bench).state == "running"
