"""Who may book where there is a queue."""

from datetime import timedelta
from typing import Any

import pytest

from choreography.testing import START, Bench
from contracts.bookings import BookingRejected, TurnUsed
from contracts.catalog import Queueing
from contracts.waiting_room import QueueLeft, TurnExpired, TurnGranted, place_id
from handlers.bookings import bookings as service
from handlers.bookings.rows import Turn
from tests.handlers.bookings.saying import (
    WHAT,
    WHO,
    confirmed,
    event_cancelled,
    held,
    is_held,
    published,
    rejected,
    request,
    requested,
    state,
)

PLACE: dict[str, Any] = {
    "event_id": "e1", "place_id": place_id("e1", "ben"), "buyer_id": "ben", "receipt": 7, "rank": 3,
}  # fmt: skip
NO_TURN = BookingRejected(**WHO, reason="no_turn")
TWO_SECONDS = timedelta(seconds=2)


@pytest.fixture
def bookings() -> Bench:
    """An event with a queue is on sale."""
    bench = Bench(service)
    bench.given(published(queue=Queueing(opens=START, per_minute=60)))
    return bench


def granted(bench: Bench) -> TurnGranted:
    return TurnGranted(**PLACE, deadline=bench.now + timedelta(minutes=5))


def test_who_has_the_turn_may_book(bookings: Bench) -> None:
    bookings.given(granted(bookings))
    bookings.when(request())
    bookings.then(requested())


def test_a_turn_that_was_extended_is_good_for_longer_and_still_for_one_booking(bookings: Bench) -> None:
    longer = granted(bookings).model_copy(update={"extended": True, "deadline": bookings.now + timedelta(hours=1)})
    bookings.given(granted(bookings), longer)
    bookings.passes(timedelta(minutes=30))
    bookings.when(request())
    bookings.then(requested())
    bookings.given(held(), longer)
    turn = bookings.row(Turn, "e1", "ben")
    assert turn and turn.booking_id == WHO["booking_id"]


def test_who_has_no_turn_is_refused_after_a_moment(bookings: Bench) -> None:
    bookings.when(request())
    bookings.then()
    bookings.passes(TWO_SECONDS)
    bookings.then(NO_TURN)
    assert not state(bookings)


def test_a_request_that_overtakes_the_news_of_its_turn_is_served(bookings: Bench) -> None:
    bookings.given(request(), granted(bookings))
    bookings.passes(TWO_SECONDS)
    bookings.then(requested())


def test_a_turn_is_for_one_booking(bookings: Bench) -> None:
    bookings.given(granted(bookings), request())
    bookings.when(request().model_copy(update={"booking_id": "e1-b2"}))
    bookings.passes(TWO_SECONDS)
    bookings.then(NO_TURN.model_copy(update={"booking_id": "e1-b2"}))


def test_a_turn_is_used_when_the_seats_are_held(bookings: Bench) -> None:
    bookings.given(granted(bookings), request())
    bookings.when(held())
    bookings.then(is_held(bookings), TurnUsed(**WHAT, unpaid=True, asked_at=bookings.now))


def test_what_is_paid_to_the_organiser_leaves_nobody_waiting_for_the_provider() -> None:
    bench = Bench(service)
    bench.given(published(queue=Queueing(opens=START, per_minute=60), offline_for=timedelta(days=5)))
    bench.given(granted(bench), request().model_copy(update={"offline": True}))
    bench.when(held())
    assert TurnUsed(**WHAT, unpaid=False, asked_at=bench.now) in bench.said()


def test_a_free_booking_uses_its_turn_too(bookings: Bench) -> None:
    bookings.given(granted(bookings), request())
    bookings.when(held(price=0))
    bookings.then(confirmed(price=0), TurnUsed(**WHAT, asked_at=bookings.now))


def test_when_the_door_took_the_request_is_told_though_it_waited_for_its_turn(bookings: Bench) -> None:
    asked_at = bookings.now
    bookings.given(request(), granted(bookings))
    bookings.passes(TWO_SECONDS)
    bookings.when(held())
    assert TurnUsed(**WHAT, unpaid=True, asked_at=asked_at) in bookings.said()


def test_whose_seats_were_gone_has_the_turn_back(bookings: Bench) -> None:
    bookings.given(granted(bookings), request(), rejected())
    bookings.when(request().model_copy(update={"booking_id": "e1-b2"}))
    bookings.then(requested().model_copy(update={"booking_id": "e1-b2"}))


@pytest.mark.parametrize(
    "said", [TurnExpired(**PLACE), QueueLeft(**PLACE, waiting=0, queue_seq=1)], ids=lambda said: type(said).__name__
)
def test_a_turn_that_is_over_serves_no_more(bookings: Bench, said: TurnExpired | QueueLeft) -> None:
    bookings.given(granted(bookings), said, request())
    bookings.passes(TWO_SECONDS)
    bookings.then(NO_TURN)


def test_a_turn_serves_until_its_deadline_though_nobody_said_that_it_is_over(bookings: Bench) -> None:
    bookings.given(granted(bookings))
    bookings.passes(timedelta(minutes=5, seconds=1))
    bookings.given(request())
    bookings.passes(TWO_SECONDS)
    bookings.then(NO_TURN)


def test_a_later_turn_serves_again(bookings: Bench) -> None:
    bookings.given(granted(bookings), TurnExpired(**PLACE), granted(bookings))
    bookings.when(request())
    bookings.then(requested())


def test_a_request_that_waits_for_its_turn_hears_that_the_event_was_called_off(bookings: Bench) -> None:
    bookings.given(request(), event_cancelled())
    bookings.passes(TWO_SECONDS)
    bookings.then(BookingRejected(**WHO, reason="event_cancelled"))


def test_a_second_copy_of_a_request_that_waits_is_asked_once(bookings: Bench) -> None:
    bookings.when(request(), id="one")
    bookings.when(request(), id="one")
    bookings.given(granted(bookings))
    bookings.passes(TWO_SECONDS)
    bookings.then(requested())


def test_where_there_is_no_queue_nobody_needs_a_turn() -> None:
    bench = Bench(service)
    bench.given(published())
    bench.when(request())
    bench.then(requested())
    bench.when(held())
    bench.then(is_held(bench))
