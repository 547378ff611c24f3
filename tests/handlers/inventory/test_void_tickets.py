import pytest

from choreography.testing import Bench
from contracts.bookings import TicketsGivenUp
from contracts.inventory import SomeTicketsVoided, TicketsIssued, TicketsReissued, TicketsVoided
from handlers.inventory.rows import Hold, Seat
from tests.handlers.inventory.saying import (
    SEATS,
    STANDING,
    cancelled,
    confirmed,
    counts,
    reissue,
    requested,
    standing,
    what,
)


def given_up(*tickets: int, **other: object) -> TicketsGivenUp:
    return TicketsGivenUp(**(what(*SEATS) | other), tickets=tickets)


def voided(bench: Bench) -> SomeTicketsVoided:
    (said,) = [one for one in bench.said() if isinstance(one, SomeTicketsVoided)]
    return said


@pytest.fixture
def codes(inventory: Bench) -> tuple[str, ...]:
    """Of two seats that are sold."""
    inventory.given(requested(*SEATS))
    inventory.when(confirmed(*SEATS))
    (said,) = inventory.said()
    assert isinstance(said, TicketsIssued)
    return said.codes


def test_one_ticket_is_void_and_the_other_keeps_its_code(inventory: Bench, codes: tuple[str, ...]) -> None:
    inventory.when(given_up(1))
    said = voided(inventory)
    assert (said.tickets, said.void, said.codes, said.seats) == ((1,), (1,), ("", codes[1]), SEATS)
    assert counts(inventory) == (0, 1)
    inventory.then_rows(Hold("e1", "e1-b1", "sold", SEATS, buyer_id="ben", issue=1, void=(1,)))


def test_its_seat_is_for_sale_again(inventory: Bench, codes: tuple[str, ...]) -> None:
    inventory.given(given_up(1), requested(SEATS[0], booking="b2"))
    owners = [seat.owner for name in SEATS if (seat := inventory.row(Seat, "e1", name))]
    assert (counts(inventory), owners) == ((1, 1), ["e1-b2", "e1-b1"])


def test_cancelling_the_rest_leaves_anothers_seat_alone(inventory: Bench, codes: tuple[str, ...]) -> None:
    inventory.given(given_up(1), requested(SEATS[0], booking="b2"))
    inventory.when(cancelled(*SEATS))
    assert [one.void for one in inventory.said() if isinstance(one, TicketsVoided)] == [(1,)]
    owners = [seat.owner for name in SEATS if (seat := inventory.row(Seat, "e1", name))]
    assert (counts(inventory), owners) == ((1, 0), ["e1-b2", ""])


def test_other_tickets_are_for_those_that_are_left(inventory: Bench, codes: tuple[str, ...]) -> None:
    inventory.given(given_up(1))
    inventory.when(reissue())
    (said,) = inventory.said()
    assert isinstance(said, TicketsReissued)
    assert said.codes[0] == "" and said.codes[1] not in codes and said.void == (1,)


def test_places_to_stand_are_one_less(inventory: Bench) -> None:
    inventory.given(requested(**STANDING), confirmed(**STANDING))
    inventory.when(given_up(2, **STANDING, seats=()))
    assert (counts(inventory), standing(inventory)) == ((0, 1), (0, 1))


def test_a_second_copy_frees_nothing(inventory: Bench, codes: tuple[str, ...]) -> None:
    inventory.when(given_up(1), id="first")
    inventory.when(given_up(1), id="first")
    inventory.then_nothing()
    inventory.when(given_up(1))
    inventory.then_nothing()


def test_what_is_released_has_none_to_void(inventory: Bench, codes: tuple[str, ...]) -> None:
    inventory.given(cancelled(*SEATS))
    inventory.when(given_up(1))
    inventory.then_nothing()


def test_one_that_is_told_before_its_hold_waits_for_it(inventory: Bench) -> None:
    inventory.when(given_up(1))
    assert inventory.outcome == "early"
