"""The mail that leads to the tickets, once more."""

from datetime import timedelta

import pytest

from choreography.testing import Bench
from contracts.base import Message
from contracts.bookings import BookingForbidden, ConfirmationNotRepeated, ConfirmationRepeated, RepeatConfirmation
from handlers.bookings import bookings as service
from tests.handlers.bookings.saying import WHAT, WHO, cancel, held, paid, published, request

HOUR = timedelta(hours=1)
TOO_OFTEN = ConfirmationNotRepeated(**WHO, reason="repeated_too_often")


@pytest.fixture
def bookings() -> Bench:
    """Ben has a booking of olga's event."""
    bench = Bench(service)
    bench.given(published(organiser_id="olga"), request(), held(), paid())
    return bench


def ask(asker: str = "ben", **other: bool) -> RepeatConfirmation:
    return RepeatConfirmation(event_id="e1", booking_id="e1-b1", asker_id=asker, **other)


def repeated(number: int) -> ConfirmationRepeated:
    return ConfirmationRepeated(**WHAT, number=number)


def test_each_ask_of_buyer_organiser_or_operator_is_one_mail(bookings: Bench) -> None:
    for number, asked in enumerate((ask(), ask("olga"), ask("otto", by_operator=True)), 1):
        bookings.when(asked)
        bookings.then(repeated(number))


def test_nobody_else_asks(bookings: Bench) -> None:
    bookings.when(ask("eve"))
    bookings.then(BookingForbidden(event_id="e1", booking_id="e1-b1"))


def test_three_within_an_hour_are_enough_and_then_there_may_be_more(bookings: Bench) -> None:
    bookings.given(ask(), ask("olga"), ask())
    bookings.passes(HOUR - timedelta(seconds=1))
    bookings.when(ask("olga"))
    bookings.then(TOO_OFTEN)
    bookings.passes(timedelta(seconds=1))
    bookings.when(ask())
    bookings.then(repeated(4))


def test_a_second_copy_is_no_second_mail(bookings: Bench) -> None:
    for _ in range(2):
        bookings.when(ask(), id="a1")
    bookings.then_nothing()
    bookings.when(ask(), id="a2")
    bookings.then(repeated(2))


@pytest.mark.parametrize("past", [[request(), held()], [request(), held(), paid(), cancel()]], ids=["held", "over"])
def test_what_has_no_tickets_has_no_such_mail(past: list[Message]) -> None:
    bench = Bench(service)
    bench.given(published(), *past)
    bench.when(ask())
    bench.then(ConfirmationNotRepeated(**WHO, reason="no_tickets"))


def test_for_what_nobody_knows_there_is_no_mail(bookings: Bench) -> None:
    bookings.when(RepeatConfirmation(event_id="e1", booking_id="e1-b9", asker_id="ben"))
    bookings.then_refused("not_found")
