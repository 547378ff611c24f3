"""A request that never became a booking is told once, to who asked, and not on the channel of a booking."""

import json

import pytest

from choreography.testing import Bench
from choreography.vocabulary import Tell
from contracts.base import Refused
from contracts.bookings import BookingCancellationRefused, BookingRequested
from handlers.realtime import realtime
from handlers.realtime.rows import Channel

REFUSED = Refused(command="c1", name="RequestBooking", about="e-b", reason="not_found", detail="Sale(e)")
REQUESTED = BookingRequested(event_id="e", booking_id="e-b", buyer_id="zoe", seats=("stalls-A1",), attempt=1)


@pytest.fixture
def bench() -> Bench:
    return Bench(realtime)


def test_who_asked_is_told_why_and_nothing_of_our_rows(bench: Bench) -> None:
    bench.when(REFUSED, actor="zoe")
    (word,) = bench.last.told
    assert isinstance(word, Tell) and word.subject == "live.booking.zoe.e-b"
    told = json.loads(word.body)
    assert (told["channel"], told["to"], told["body"]["type"]) == ("booking:e-b", 1, "Refused")
    assert (told["body"]["name"], told["body"]["reason"]) == ("RequestBooking", "not_found")
    assert "Sale" not in word.body.decode()


def test_a_second_copy_is_not_told_again_whatever_its_id(bench: Bench) -> None:
    bench.when(REFUSED, actor="zoe")
    bench.when(REFUSED, actor="zoe")
    bench.then_nothing()
    assert not bench.last.told


def test_a_late_one_is_not_told_of_the_booking_that_there_is(bench: Bench) -> None:
    bench.given(REQUESTED)
    bench.when(REFUSED, actor="zoe")
    bench.then_nothing()


def test_a_booking_that_comes_after_an_early_one_goes_on_in_its_numbers(bench: Bench) -> None:
    bench.when(REFUSED, actor="zoe")
    bench.when(REQUESTED)
    bench.then_rows(Channel("e", "e-b", "zoe", n=2))


def test_that_anything_else_was_refused_is_not_told_there(bench: Bench) -> None:
    bench.when(REFUSED.model_copy(update={"name": "CancelBooking"}), actor="zoe")
    bench.then_nothing()


def test_what_nobody_in_person_asked_for_is_for_nobody(bench: Bench) -> None:
    bench.when(REFUSED)
    bench.then_nothing()


def test_that_a_booking_is_not_cancelled_is_news_of_it(bench: Bench) -> None:
    who = {"event_id": "e", "booking_id": "e-b", "buyer_id": "zoe"}
    bench.when(BookingCancellationRefused(**who, state="confirmed", reason="too_late_to_cancel"))
    (word,) = bench.last.told
    assert isinstance(word, Tell) and word.subject == "live.booking.zoe.e-b"
    assert json.loads(word.body)["body"]["reason"] == "too_late_to_cancel"
