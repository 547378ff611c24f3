"""What bookings says of a sale hands on the number of the stock that inventory told last."""

from datetime import timedelta

import pytest

from choreography.testing import Bench
from contracts.base import Message
from contracts.bookings import BookingCancelled, BookingDue, BookingExpired, BookingSettling
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

SEQ = 5


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


@pytest.mark.parametrize("kind", [BookingSettling, BookingDue, BookingExpired, BookingCancelled])
def test_words_of_before_it_was_told_have_none(kind: type[Message]) -> None:
    assert kind.model_fields["stock_seq"].default == 0
