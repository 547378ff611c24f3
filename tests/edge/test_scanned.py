"""From what a ticket's code says to the ticket of its booking."""

import pytest

from contracts.ticket_codes import Ticket
from edge.problem import Problem
from edge.reading.tickets import Booked
from edge.ticketing.scanned import ticket_of

BOOKED = Booked("e-b", ("stalls-A1", "stalls-A2"))


def coded(place: str, number: int = 0) -> Ticket:
    """Without a number, as codes of the first kind."""
    return Ticket(b"event", place, number, 0, "serial", b"booking")


@pytest.mark.parametrize(("said", "ticket"), [(coded("stalls-A2"), "e-b.2"), (coded("stalls-A2", 7), "e-b.7")])
def test_a_ticket_has_the_number_that_its_code_says_or_that_of_its_seat(said: Ticket, ticket: str) -> None:
    assert ticket_of(said, BOOKED) == ticket


def test_a_place_that_is_only_counted_says_its_number() -> None:
    assert ticket_of(coded("standing-3"), Booked("e-b", ())) == "e-b.3"


def test_a_seat_that_the_booking_has_no_more_is_void() -> None:
    with pytest.raises(Problem) as refused:
        ticket_of(coded("stalls-B9"), BOOKED)
    assert refused.value.code == "void"
