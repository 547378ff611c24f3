from datetime import datetime, timedelta

import pytest

from choreography.testing import START, Bench
from contracts.base import Message
from contracts.bookings import BookingCancellationForbidden, BookingCancellationRefused
from contracts.catalog import EventPostponed
from handlers.bookings import bookings as service
from handlers.bookings.rows import Booking
from tests.handlers.bookings.saying import (
    WHO,
    cancel,
    held,
    is_cancelled,
    paid,
    published,
    rejected,
    request,
    state,
    timers,
)


@pytest.mark.parametrize("past", [[], [held()], [held(), paid()], [held(price=0)]])
def test_the_buyer_gives_up_whatever_is_not_over(bookings: Bench, past: list[Message]) -> None:
    bookings.given(request(), *past)
    bookings.when(cancel())
    bookings.then(is_cancelled("buyer", returned=paid() in past, stock_seq=2 * bool(past)))
    assert (state(bookings), timers(bookings)) == ("cancelled", [])


@pytest.mark.parametrize(("past", "over"), [(rejected(), "rejected"), (cancel(), "cancelled")])
def test_what_is_over_is_not_cancelled_again(bookings: Bench, past: Message, over: str) -> None:
    bookings.given(request(), past)
    bookings.when(cancel())
    bookings.then(BookingCancellationRefused(**WHO, state=over))


def test_an_expired_booking_is_not_cancelled(bookings: Bench) -> None:
    bookings.given(request())
    bookings.passes(timedelta(seconds=30))
    bookings.when(cancel())
    bookings.then(BookingCancellationRefused(**WHO, state="expired"))


def test_a_second_copy_cancels_nothing(bookings: Bench) -> None:
    bookings.given(request())
    bookings.when(cancel(), id="c1")
    bookings.when(cancel(), id="c1")
    bookings.then_nothing()


def test_cancelling_what_was_never_requested_is_refused_when_it_might_have_come(bookings: Bench) -> None:
    bookings.when(cancel())
    bookings.then_early()
    bookings.passes(timedelta(seconds=5))
    bookings.then_refused("not_found")


def test_a_request_that_waits_for_its_event_is_given_up_behind_it() -> None:
    bench = Bench(service)
    bench.given(request(), cancel(), published())
    bench.passes(timedelta(0))
    assert (state(bench), timers(bench), bench.waits()) == ("cancelled", [], [])


def test_nobody_cancels_the_booking_of_another(bookings: Bench) -> None:
    bookings.given(request(), held())
    bookings.when(cancel(buyer_id="eve"))
    bookings.then(BookingCancellationForbidden.of(cancel(buyer_id="eve")))
    assert state(bookings) == "held"


STARTS, DAY = START + timedelta(days=9), timedelta(days=1)


def ruled(past: list[Message], when: datetime, **row: object) -> Bench:
    """A booking of an event whose buyers may cancel until a day before its start; it is then."""
    bench = Bench(service)
    bench.given(published(starts_at=STARTS, cancel_before=DAY), request(), *past)
    booking = bench.row(Booking, "e1", "e1-b1")
    assert booking
    bench.given(booking.but(**row))
    bench.now = when
    return bench


def refused(reason: str, refund: int = 0, until: datetime | None = STARTS - DAY) -> BookingCancellationRefused:
    terms = {"refund": refund, "currency": "EUR", "until": until}
    return BookingCancellationRefused(**WHO, state="confirmed", reason=reason, **terms)


def test_what_is_paid_is_cancelled_until_the_events_rule_says_so_and_not_later() -> None:
    for late in (timedelta(), timedelta(seconds=1)):
        bench = ruled([held(), paid()], STARTS - DAY + late)
        bench.when(cancel())
        bench.then(refused("too_late_to_cancel") if late else is_cancelled("buyer", returned=True))


def test_it_counts_when_the_buyer_asked_not_when_it_is_heard() -> None:
    bench = ruled([held(), paid()], STARTS)
    bench.when(cancel(), at=STARTS - DAY)
    bench.then(is_cancelled("buyer", returned=True))


@pytest.mark.parametrize(("past", "over"), [([], "held"), ([held(price=0)], "free")], ids=["unpaid", "free"])
def test_what_cost_nothing_yet_may_be_given_up_at_any_time(past: list[Message], over: str) -> None:
    bench = ruled(past, STARTS)
    bench.when(cancel())
    bench.then(is_cancelled("buyer", stock_seq=2 * bool(past)))


def test_the_offer_after_a_change_holds_though_the_rule_would_refuse() -> None:
    for late in (timedelta(), timedelta(seconds=1)):
        bench = ruled([held(), paid()], STARTS - timedelta(hours=1) + late, refund_until=STARTS - timedelta(hours=1))
        bench.when(cancel())
        too_late = refused("too_late_to_cancel", until=STARTS - timedelta(hours=1))
        bench.then(too_late if late else is_cancelled("buyer", returned=True))


def test_while_it_has_no_date_nobody_is_too_late() -> None:
    bench = ruled([held(), paid(), EventPostponed(event_id="e1")], STARTS + DAY)
    bench.when(cancel())
    bench.then(is_cancelled("buyer", returned=True))


def test_who_was_quoted_another_sum_is_told_the_new_one_and_keeps_the_booking() -> None:
    bench = ruled([held(), paid()], START)
    bench.when(cancel(refund=0))
    bench.then(refused("quote_changed", refund=5_000))
    bench.when(cancel(refund=5_000))
    bench.then(is_cancelled("buyer", returned=True))


def test_a_quote_of_what_was_not_paid_yet_is_nothing() -> None:
    bench = ruled([held()], START)
    bench.when(cancel(refund=0))
    bench.then(is_cancelled("buyer"))
