from datetime import timedelta

from choreography.testing import Bench
from contracts.inventory import TicketsIssued
from contracts.ticket_codes import verify
from handlers.inventory.codes import signing_key
from handlers.inventory.rows import Hold
from tests.handlers.inventory.saying import (
    SEATS,
    STANDING,
    confirmed,
    counts,
    expired,
    requested,
    standing,
)


def issued(bench: Bench) -> TicketsIssued:
    (said,) = bench.said()
    assert isinstance(said, TicketsIssued)
    return said


def places(said: TicketsIssued) -> list[str]:
    return [verify(code, [signing_key().public_key()], "e1").place for code in said.codes]


def test_each_seat_gets_a_ticket(inventory: Bench) -> None:
    inventory.given(requested(*SEATS))
    inventory.when(confirmed(*SEATS))
    assert (places(issued(inventory)), issued(inventory).stock_seq) == (list(SEATS), 3)
    assert counts(inventory) == (0, 2)


def test_each_place_to_stand_gets_a_ticket(inventory: Bench) -> None:
    inventory.given(requested(**STANDING))
    inventory.when(confirmed(**STANDING))
    assert places(issued(inventory)) == ["standing-1", "standing-2"]
    assert (counts(inventory), standing(inventory)) == ((0, 2), (0, 2))


def test_a_hold_remembers_whose_tickets_it_has(inventory: Bench) -> None:
    inventory.given(requested("stalls-A1"))
    inventory.when(confirmed("stalls-A1"))
    inventory.then_rows(Hold("e1", "e1-b1", "sold", ("stalls-A1",), buyer_id="ben", issue=1))


def test_a_confirmation_said_twice_issues_once(inventory: Bench) -> None:
    inventory.given(requested("stalls-A1"), confirmed("stalls-A1"))
    inventory.when(confirmed("stalls-A1"))
    inventory.then_nothing()


def test_a_confirmation_that_overtakes_its_request_is_early_and_then_works(inventory: Bench) -> None:
    inventory.when(confirmed("stalls-A1"))
    inventory.then_early()
    inventory.given(requested("stalls-A1"))
    inventory.passes(timedelta())
    assert counts(inventory) == (0, 1)


def test_a_confirmation_after_the_release_issues_nothing(inventory: Bench) -> None:
    inventory.given(requested("stalls-A1"), expired("stalls-A1"))
    inventory.when(confirmed("stalls-A1"))
    inventory.then_nothing()
