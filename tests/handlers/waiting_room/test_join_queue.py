from datetime import timedelta

from choreography.testing import START, Bench
from contracts.draw import commitment, link
from contracts.waiting_room import QueueFull, QueueJoined, QueueMoved, QueueOpened, QueueRefused
from handlers.waiting_room import waiting_room as service
from handlers.waiting_room.own import MakeSeed, SeedMade
from tests.handlers.waiting_room.saying import EVENT, HOUR, SEED, join, leave, place, published, queue


def test_a_queue_commits_to_its_seed_before_anybody_joins() -> None:
    bench = Bench(service)
    bench.when(published())
    bench.then_effects(MakeSeed(event_id=EVENT))
    bench.when(SeedMade(event_id=EVENT, seed=SEED))
    bench.then(
        QueueOpened(
            event_id=EVENT, opens=START, starts=START + HOUR, per_minute=60, at_most=500, commitment=commitment(SEED)
        )
    )


def test_a_second_seed_changes_nothing(waiting_room: Bench) -> None:
    waiting_room.when(SeedMade(event_id=EVENT, seed="other"))
    waiting_room.then_nothing()


def test_an_event_without_a_queue_has_none() -> None:
    bench = Bench(service)
    bench.when(published(queue=False))
    bench.then_nothing()


def test_a_published_event_that_is_told_twice_keeps_its_queue(waiting_room: Bench) -> None:
    waiting_room.when(published())
    waiting_room.then_nothing()


def test_receipts_are_numbered_and_chained(waiting_room: Bench) -> None:
    waiting_room.given(join("ann"))
    waiting_room.when(join("ben"))
    first = link("", 1, place("ann")["place_id"], waiting_room.now)
    chain = link(first, 2, place("ben")["place_id"], waiting_room.now)
    waiting_room.then(
        QueueJoined(**place("ben"), receipt=2, joined_at=waiting_room.now, chain=chain, waiting=2, queue_seq=4)
    )


def test_who_joins_again_keeps_the_place(waiting_room: Bench) -> None:
    waiting_room.given(join("ann"))
    (first,) = waiting_room.said()
    waiting_room.passes(timedelta(minutes=1))
    waiting_room.when(join("ann"))
    waiting_room.then(first)
    assert queue(waiting_room).waiting == 1


def test_nobody_joins_before_the_queue_opens() -> None:
    bench = Bench(service)
    bench.given(published(opens=START + timedelta(minutes=30)), SeedMade(event_id=EVENT, seed=SEED))
    bench.when(join("ann"))
    bench.then(QueueRefused(**place("ann"), reason="not_open_yet"))


def test_nobody_joins_before_there_is_a_seed() -> None:
    bench = Bench(service)
    bench.given(published())
    bench.when(join("ann"))
    bench.then(QueueRefused(**place("ann"), reason="not_open_yet"))


def test_a_full_queue_takes_nobody_but_those_who_are_in_it() -> None:
    bench = Bench(service)
    bench.given(published(at_most=1), SeedMade(event_id=EVENT, seed=SEED), join("ann"))
    bench.when(join("ben"))
    bench.then(QueueFull(**place("ben"), reason="queue_full"))
    bench.when(join("ann"))
    assert isinstance(bench.said()[0], QueueJoined)


def test_that_a_queue_is_full_and_that_it_has_room_again_is_told_to_all_and_nothing_between() -> None:
    bench, told = Bench(service), []
    bench.given(published(at_most=2), SeedMade(event_id=EVENT, seed=SEED))
    for said in (join("ann"), join("ben"), join("ben"), leave("ann"), leave("ann"), leave("ben"), join("cat")):
        bench.when(said)
        told.append([moved for moved in bench.said() if isinstance(moved, QueueMoved)])
    full, room = told[1], told[3]
    assert (full[0].waiting, room[0].waiting) == (2, 1) and sum(map(len, told)) == 2
    assert full[0].queue_seq < room[0].queue_seq <= queue(bench).version


def test_after_the_sale_nobody_joins(waiting_room: Bench) -> None:
    waiting_room.passes(6 * HOUR)
    waiting_room.when(join("ann"))
    waiting_room.then(QueueRefused(**place("ann"), reason="queue_closed"))


def test_a_join_that_overtakes_the_news_of_its_queue_waits_for_it() -> None:
    bench = Bench(service)
    bench.when(join("ann"))
    bench.then_early()
    bench.passes(6 * HOUR)
    assert bench.outcome == "refused"
