"""What bookings says of a sale hands on the number of the stock that inventory told last."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from choreography.testing import Bench
from contracts.base import MESSAGES, Event, Message
from contracts.bookings import BookingRejected, BookingRequested, DiscountRequested, OfSeats
from handlers.bookings import bookings as service
from handlers.bookings.rows import Booking
from tests.handlers.bookings.saying import (
    HOLD,
    cancel,
    declined,
    event_cancelled,
    expired,
    held,
    is_cancelled,
    is_settling,
    paid,
    rejected,
    request,
    settling,
)
from tests.handlers.bookings.test_moves import BEGINNINGS, ON_SALE, SAYABLE

OF_A_SALE = [kind for kind in MESSAGES.values() if kind.SERVICE == "bookings" and issubclass(kind, Event)]
SEQ = 5


@pytest.fixture(autouse=True)
def numbers_apart() -> None:
    """They are looked at here."""


@pytest.fixture
def taken(bookings: Bench) -> Bench:
    bookings.given(request(), held(stock_seq=SEQ))
    return bookings


@pytest.mark.parametrize(
    ("ends", "said"),
    [
        (cancel(), is_cancelled("buyer", stock_seq=SEQ)),
        (declined(), is_cancelled("declined", stock_seq=SEQ)),
        (event_cancelled(), is_cancelled("event_cancelled", stock_seq=SEQ)),
    ],
)
def test_an_end_has_the_number_of_the_hold_that_is_over(taken: Bench, ends: Message, said: Message) -> None:
    taken.when(ends)
    while taken.said() != [said]:
        assert taken.goes_on(), f"not said: {said}"


def test_a_hold_that_lapses_has_its_number(taken: Bench) -> None:
    taken.passes(HOLD)
    taken.then(expired(stock_seq=SEQ))


def test_a_slow_payment_has_the_number_of_the_hold_that_it_keeps(taken: Bench) -> None:
    taken.when(settling())
    taken.then(is_settling(taken.now + timedelta(days=7), stock_seq=SEQ))


def test_late_money_that_finds_the_seats_gone_has_the_number_of_that_refusal(taken: Bench) -> None:
    taken.passes(HOLD)
    taken.given(paid())
    taken.when(refused := rejected(attempt=2))
    taken.then(is_cancelled("paid_too_late", stock_seq=refused.stock_seq))


def test_before_inventory_answered_there_is_no_number(bookings: Bench) -> None:
    bookings.given(request())
    bookings.when(cancel())
    bookings.then(is_cancelled("buyer", stock_seq=0))


@pytest.mark.parametrize("kind", OF_A_SALE)
def test_what_tells_of_a_booking_to_who_may_see_it_has_a_number(kind: type[Message]) -> None:
    """The question has none, nor has a foreigner's answer, nor what goes to the code's own partition."""
    without = kind.__name__.endswith("Forbidden") or kind in (BookingRequested, DiscountRequested)
    assert ("stock_seq" in kind.model_fields) is not without


@pytest.mark.parametrize("kind", [*OfSeats.__subclasses__(), BookingRejected])
def test_words_of_before_it_was_told_have_none(kind: type[Message]) -> None:
    assert kind.model_fields["stock_seq"].default == 0


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(BEGINNINGS), st.lists(st.sampled_from(SAYABLE), max_size=12))
def test_whatever_comes_the_number_is_the_last_one_that_inventory_told(first: Message, story: list[Message]) -> None:
    bench = Bench(service)
    for said in (ON_SALE, first, *story):
        bench.when(said)
        numbered(bench)
        while bench.goes_on(bench.now):
            numbered(bench)


def numbered(bench: Bench) -> None:
    booking = bench.row(Booking, "e1", "e1-b1")
    told = [(type(said), said.stock_seq) for said in bench.said() if isinstance(said, OfSeats)]
    assert {number for _, number in told} <= {booking.stock_seq if booking else 0}, told
