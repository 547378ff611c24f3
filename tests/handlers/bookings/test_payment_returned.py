from datetime import timedelta

from choreography.testing import Bench
from contracts.payments import PaymentCleared, PaymentReturned
from tests.handlers.bookings.saying import (
    PRICE,
    WHO,
    cancel,
    confirmed,
    held,
    is_cancelled,
    paid,
    request,
    requested,
    settling,
    state,
    timers,
)

PROVISIONAL = paid().model_copy(update={"provisional": True})
CLEARED = PaymentCleared(**WHO, **PRICE, provider_id="pi_1")
RETURNED = PaymentReturned(**WHO, **PRICE, provider_id="pi_1", reason="card_limit")


def test_money_whose_card_is_looked_at_confirms_nothing_yet(bookings: Bench) -> None:
    bookings.given(request(), held())
    bookings.when(PROVISIONAL)
    bookings.then_nothing()
    bookings.when(CLEARED)
    bookings.then(confirmed())


def test_money_that_is_returned_ends_the_booking(bookings: Bench) -> None:
    bookings.given(request(), held(), PROVISIONAL)
    bookings.when(RETURNED)
    bookings.then(is_cancelled("card_limit"))
    assert (state(bookings), timers(bookings)) == ("cancelled", [])


def test_slow_money_that_is_returned_does_too_and_once(bookings: Bench) -> None:
    bookings.given(request(), held(), settling(), RETURNED)
    bookings.when(RETURNED)
    bookings.then_nothing()
    assert state(bookings) == "cancelled"


def test_what_overtakes_the_hold_waits_for_it(bookings: Bench) -> None:
    bookings.given(request())
    bookings.when(RETURNED)
    bookings.then_early()


def test_what_is_cleared_after_the_deadline_asks_for_its_seats_once_more(bookings: Bench) -> None:
    bookings.given(request(), held(), PROVISIONAL)
    bookings.passes(timedelta(minutes=10))
    bookings.when(CLEARED)
    bookings.then(requested(attempt=2, others=True))


def test_what_is_over_stays_as_it_is(bookings: Bench) -> None:
    bookings.given(request(), held(), PROVISIONAL, cancel())
    for late in (CLEARED, RETURNED):
        bookings.when(late)
        bookings.then_nothing()
