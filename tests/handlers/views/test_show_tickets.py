"""Which tickets are void, and by which keys the others are good."""

from datetime import timedelta
from itertools import permutations

import pytest

from choreography.testing import START, Bench
from contracts.base import Message
from contracts.inventory import TicketKeyPublished, TicketsIssued, TicketsVoided
from contracts.ticket_codes import serial_of, verify
from handlers.inventory.codes import signing_key, ticket_codes
from handlers.inventory.rows import Hold
from handlers.views.keys_and_people import KeyView
from handlers.views.rows import BookingView
from tests.handlers.views.mesh import shown
from tests.handlers.views.stories import bought_and_reissued, reissued_and_given_back, told

WHO = {"event_id": "e1", "booking_id": "e1-b1", "buyer_id": "ben", "seats": ("s-A1", "s-A2")}
CODES = ticket_codes(Hold("e1", "e1-b1", "sold", ("s-A1", "s-A2"), issue=1))
SERIALS = tuple(sorted(map(serial_of, CODES)))
ISSUED, VOIDED = TicketsIssued(**WHO, codes=CODES, stock_seq=3), TicketsVoided(**WHO, stock_seq=4)


def tickets(views: Bench) -> tuple[tuple[str, ...], tuple[str, ...]]:
    booking = views.row(BookingView, "e1", "e1-b1")
    assert booking
    return booking.codes, booking.void


def test_tickets_that_are_good_are_not_void(views: Bench) -> None:
    views.given(ISSUED)
    assert tickets(views) == (CODES, ())


@pytest.mark.parametrize("order", list(permutations([ISSUED, VOIDED, ISSUED])))
def test_tickets_that_were_voided_are_void_in_whatever_order_it_is_told(views: Bench, order: list[Message]) -> None:
    views.given(*order)
    assert tickets(views) == ((), SERIALS)


def test_reissued_tickets_are_good_and_all_before_them_are_void() -> None:
    bench = shown(told(bought_and_reissued).facts)
    codes, void = tickets(bench)
    assert [verify(code, [signing_key().public_key()], "e1", void).issue for code in codes] == [3, 3]
    assert len(void) == 4 and not {*map(serial_of, codes)} & {*void}


def test_after_the_end_of_a_booking_all_its_issues_are_void() -> None:
    codes, void = tickets(shown(told(reissued_and_given_back).facts))
    assert (codes, len(void)) == ((), 6)


def test_a_key_that_is_told_again_is_as_old_as_it_was(views: Bench) -> None:
    told = TicketKeyPublished(ring="ticket", kid="k1", public="x" * 43)
    views.when(told, at=START + timedelta(hours=1))
    views.when(told, at=START)
    views.when(told, at=START + timedelta(hours=2))
    views.then_rows(KeyView("ticket", "k1", "x" * 43, START))
