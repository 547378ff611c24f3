"""In whatever order a queue's facts arrive, and however often: the same view of it in the end."""

from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.views.rows import QueueView, ReceiptView
from handlers.waiting_room import waiting_room
from handlers.waiting_room.own import CloseQueue, SeedMade
from handlers.waiting_room.rows import Place, Queue
from tests.handlers.views.mesh import Fact, Recorded, facts_of, rows, shown
from tests.handlers.waiting_room.saying import (
    EVENT,
    HOUR,
    SECOND,
    SEED,
    TURN_FOR,
    join,
    leave,
    published,
    rate,
    rescheduled,
    used,
)


def told() -> tuple[Recorded, list[Fact]]:
    """Six join, one leaves, one lapses, one books, one comes after the start; it closes, runs on, and closes again."""
    bench, facts = Recorded(waiting_room), list[Fact]()
    bench.given(published(capacity=2), SeedMade(event_id=EVENT, seed=SEED))
    bench.given(*map(join, ("ann", "ben", "cat", "dan", "eve")), leave("eve"), join("eve"))
    for time in (HOUR, SECOND, 2 * SECOND):
        bench.passes(time)
    first = next(one.buyer_id for one in places(bench) if one.state == "turn")
    bench.given(join("fay"), used(first), rate(120, capacity=2), rate(30, capacity=2))
    bench.passes(TURN_FOR + timedelta(minutes=1))
    bench.given(leave("fay"), CloseQueue(event_id=EVENT))
    bench.passes(SECOND)
    bench.given(rescheduled(bench), join("gil"))
    bench.passes(SECOND)
    bench.given(CloseQueue(event_id=EVENT))
    bench.passes(SECOND)
    facts += facts_of(bench)
    return bench, facts


def places(bench: Recorded) -> list[Place]:
    return [row for row in rows(bench).values() if isinstance(row, Place)]


BENCH, FACTS = told()
ORDERED = rows(shown(FACTS))


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_any_order_ends_in_the_same_view(data: st.DataObject) -> None:
    twice = data.draw(st.lists(st.sampled_from(FACTS), max_size=8))
    assert rows(shown(data.draw(st.permutations([*FACTS, *twice])))) == ORDERED


def test_the_view_is_what_the_queue_says() -> None:
    view, queue = shown(FACTS).row(QueueView, EVENT), BENCH.row(Queue, EVENT)
    assert view and queue
    assert (view.waiting, view.served, view.seed, view.state) == (queue.line, queue.served, SEED, "closed")
    assert (view.paused, view.slowed) == (queue.paused, queue.slowed)


def test_the_receipts_are_what_the_places_say() -> None:
    shown_ = {row.place_id: row for row in ORDERED.values() if isinstance(row, ReceiptView) and row.state != "left"}
    for place in places(BENCH):
        view = shown_.get(place.place_id)
        assert place.state == "left" or (view and (view.rank, view.state) == (place.rank, place.state))
