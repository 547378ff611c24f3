from datetime import timedelta

import pytest

from choreography.testing import Bench
from contracts.bookings import BookingOffered, OfferForbidden, OfferRefused
from contracts.inventory import SeatsHeld
from tests.handlers.bookings.saying import (
    PRICE,
    WHAT,
    WHO,
    accept,
    cancel,
    confirmed,
    event_cancelled,
    held,
    is_cancelled,
    paid,
    request,
    state,
    timers,
)

OTHERS = {"seats": ("stalls-A2",), "ticket_type": "seat", "quantity": 1}
MINUTES = timedelta(minutes=15)


def others(price: int = 5_000) -> SeatsHeld:
    return SeatsHeld(**WHO, **OTHERS, attempt=2, price=price, currency="EUR", stock_seq=9)


def with_others(said: object) -> object:
    return said.model_copy(update=OTHERS)  # type: ignore[attr-defined]


@pytest.fixture
def late(bookings: Bench) -> Bench:
    """The money came after the deadline."""
    bookings.given(request(), held())
    bookings.passes(timedelta(minutes=10))
    bookings.given(paid())
    return bookings


@pytest.fixture
def offer(late: Bench) -> Bench:
    late.given(others())
    return late


def test_other_seats_at_the_same_price_are_offered_for_a_quarter_of_an_hour(late: Bench) -> None:
    late.when(others())
    late.then(BookingOffered(**WHAT | OTHERS, **PRICE, expires_at=late.now + MINUTES, stock_seq=9))


@pytest.mark.parametrize(
    ("seats", "apart"),
    [
        (("stalls-A2", "stalls-A4"), True),
        (("stalls-A2", "stalls-B3"), True),
        (("stalls-A2", "balcony-A3"), True),
        (("stalls-A2", "stalls-AA3"), True),
        (("stalls-A10", "stalls-A9"), False),
        (("stalls-A7",), False),
    ],
)
def test_seats_that_were_picked_one_by_one_are_offered_as_apart_if_they_are(
    late: Bench, seats: tuple[str, ...], apart: bool
) -> None:
    picked = {"seats": seats, "ticket_type": "", "quantity": 0}
    late.when(others().model_copy(update=picked))
    told = {**WHAT, **picked, **PRICE, "expires_at": late.now + MINUTES, "stock_seq": 9}
    late.then(BookingOffered(**told, apart=apart))


def test_other_seats_told_twice_are_one_offer(offer: Bench) -> None:
    offer.when(others())
    offer.then_nothing()


def test_other_seats_at_another_price_are_no_offer(late: Bench) -> None:
    late.when(others(price=5_001))
    late.then(with_others(is_cancelled("paid_too_late", stock_seq=9)))


def test_an_accepted_offer_confirms_the_other_seats(offer: Bench) -> None:
    offer.when(accept())
    offer.then(with_others(confirmed(stock_seq=9)))
    assert timers(offer) == []


def test_an_offer_accepted_twice_confirms_once(offer: Bench) -> None:
    offer.given(accept())
    offer.when(accept())
    offer.then(OfferRefused(**WHO, state="confirmed"))


def test_an_offer_without_an_answer_sends_the_money_back(offer: Bench) -> None:
    offer.passes(MINUTES)
    offer.then(with_others(is_cancelled("offer_lapsed", stock_seq=9)))
    offer.when(accept())
    offer.then(OfferRefused(**WHO, state="cancelled"))


def test_an_offer_accepted_at_the_last_moment_does_not_lapse(offer: Bench) -> None:
    offer.passes(MINUTES - timedelta(seconds=1))
    offer.given(accept())
    offer.passes(MINUTES)
    assert state(offer) == "confirmed"


def test_a_declined_offer_sends_all_of_the_money_back(offer: Bench) -> None:
    offer.when(cancel(refund=5_000))
    offer.then(with_others(is_cancelled("buyer", stock_seq=9)))
    offer.when(accept())
    offer.then(OfferRefused(**WHO, state="cancelled"))


def test_an_offer_ends_with_its_event(offer: Bench) -> None:
    offer.given(event_cancelled())
    offer.passes(timedelta())
    assert (state(offer), timers(offer)) == ("cancelled", [])


def test_an_answer_before_the_offer_is_refused(late: Bench) -> None:
    late.when(accept())
    late.then(OfferRefused(**WHO, state="late"))


def test_nobody_accepts_the_offer_of_another(offer: Bench) -> None:
    offer.when(accept(buyer="ann"))
    offer.then(OfferForbidden(**WHO | {"buyer_id": "ann"}))
    assert state(offer) == "offered"
