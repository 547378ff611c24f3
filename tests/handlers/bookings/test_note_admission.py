"""Who was let in gives nothing back for money, whichever way it is asked; the organiser and a cancelled event may."""

from datetime import timedelta
from typing import Any

import pytest

from choreography.testing import START, Bench
from contracts.base import Message
from contracts.bookings import (
    BookingCancellationRefused,
    BookingCancelled,
    RefundBooking,
    RefundGranted,
    RefundNotGranted,
    TicketsGivenUp,
)
from contracts.inventory import AdmissionTakenBack, SeatsHeld, TicketAdmitted
from handlers.bookings.rows import Booking
from tests.handlers.bookings.saying import OF, TWO, WHO, cancel, event_cancelled, paid, published, state


def came_in(number: int = 1, turn: int = 1) -> TicketAdmitted:
    scan = {"gate": "north", "admitted_at": START, "turn": turn}
    return TicketAdmitted(**OF, ticket=f"e1-b1.{number}", place=f"stalls-A{number}", **scan)


def taken_back(number: int = 1, turn: int = 2) -> AdmissionTakenBack:
    return AdmissionTakenBack(**OF, ticket=f"e1-b1.{number}", place=f"stalls-A{number}", gate="north", turn=turn)


def give_up(*tickets: int, asker: str = "ben") -> RefundBooking:
    return RefundBooking(**OF, asker_id=asker, tickets=tickets, void=True)


def refused(*used: int) -> BookingCancellationRefused:
    terms = {"refund": 0, "currency": "EUR", "used": used}
    return BookingCancellationRefused(**WHO, state="confirmed", reason="ticket_used", **terms)


def is_over(reason: str, returned: bool = False) -> BookingCancelled:
    return BookingCancelled.of(TWO, reason=reason, use=None, stock_seq=2, returned=returned)


def row(bench: Bench) -> Booking:
    booking = bench.row(Booking, "e1", "e1-b1")
    assert booking
    return booking


@pytest.fixture
def bought(bookings: Bench) -> Bench:
    """Two seats for 50.00."""
    held = SeatsHeld.of(TWO, attempt=1, price=5_000, currency="EUR", stock_seq=2)
    bookings.given(published(organiser_id="olga"), TWO, held, paid())
    return bookings


def test_who_was_let_in_does_not_cancel(bought: Bench) -> None:
    bought.given(came_in(2))
    bought.when(cancel())
    bought.then(refused(2))
    assert state(bought) == "confirmed"


def test_a_used_ticket_is_not_given_up_and_one_that_is_not_used_is(bought: Bench) -> None:
    bought.given(came_in(1))
    bought.when(give_up(1))
    bought.then(RefundNotGranted(**WHO, reason="ticket_used", left=5_000, refund=2_500, used=(1,)))
    bought.when(give_up(2))
    assert [type(said) for said in bought.said()] == [RefundGranted, TicketsGivenUp]


def test_with_a_used_one_among_them_none_is_given_up(bought: Bench) -> None:
    bought.given(came_in(1))
    bought.when(give_up(1, 2))
    bought.then(RefundNotGranted(**WHO, reason="ticket_used", left=5_000, refund=5_000, used=(1,)))


def test_taking_the_scan_back_allows_it_again(bought: Bench) -> None:
    bought.given(came_in(1), taken_back(1))
    bought.when(cancel())
    bought.then(is_over("buyer", returned=True))


def test_who_came_in_once_more_gives_nothing_back(bought: Bench) -> None:
    bought.given(came_in(1), taken_back(1), came_in(1, turn=3))
    bought.when(cancel())
    bought.then(refused(1))


@pytest.mark.parametrize("late", [came_in(1), taken_back(1), came_in(1, turn=3)])
def test_what_was_told_before_and_comes_again_or_late_changes_nothing(bought: Bench, late: Message) -> None:
    bought.given(came_in(1), taken_back(1), came_in(1, turn=3))
    bought.when(late)
    bought.then_nothing()
    assert row(bought).turns == {"1": 3}


def test_a_scan_that_is_told_behind_its_taking_back_is_over(bought: Bench) -> None:
    bought.given(taken_back(1), came_in(1))
    bought.when(cancel())
    bought.then(is_over("buyer", returned=True))


def test_a_scan_of_a_booking_that_nobody_knows_yet_waits_for_it(bookings: Bench) -> None:
    bookings.when(came_in())
    bookings.then_early()


def test_the_organiser_gives_money_back_for_used_tickets_too(bought: Bench) -> None:
    bought.given(came_in(1))
    bought.when(give_up(1, asker="olga"))
    assert [type(said) for said in bought.said()] == [RefundGranted, TicketsGivenUp]
    assert row(bought).crossed == ()


def test_what_the_organiser_made_void_does_not_keep_the_rest_from_its_buyer(bought: Bench) -> None:
    bought.given(came_in(1), give_up(1, asker="olga"))
    bought.when(cancel())
    bought.then(is_over("buyer", returned=True))


def test_a_cancelled_event_gives_everybody_the_money_back(bought: Bench) -> None:
    bought.given(came_in(1), event_cancelled())
    bought.passes(timedelta(0))
    assert (state(bought), row(bought).crossed) == ("cancelled", ())


CROSSINGS: list[tuple[Message, tuple[int, ...]]] = [(cancel(), (1, 2)), (give_up(1), (1,)), (give_up(1, 2), (1, 2))]


@pytest.mark.parametrize(("given_back", "tickets"), CROSSINGS)
def test_a_scan_that_crossed_its_giving_back_is_noted(bought: Bench, given_back: Any, tickets: tuple[int, ...]) -> None:
    bought.given(given_back)
    assert row(bought).handed_back == tickets
    bought.when(came_in(1))
    bought.then()
    assert row(bought).crossed == (1,)
    bought.given(taken_back(1))
    assert row(bought).crossed == ()
