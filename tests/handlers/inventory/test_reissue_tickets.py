from datetime import timedelta

import pytest

from choreography.testing import Bench
from contracts.inventory import ReissueForbidden, TicketsIssued, TicketsNotReissued, TicketsReissued
from contracts.ticket_codes import serial_of, verify
from handlers.inventory.codes import signing_key
from handlers.inventory.reissue_tickets import ISSUES_AT_MOST
from handlers.inventory.rows import Hold
from tests.handlers.inventory.saying import (
    SEATS,
    STANDING,
    cancelled,
    confirmed,
    counts,
    reissue,
    requested,
    standing,
    voided,
    what,
)

KEYS = [signing_key().public_key()]


def refused(reason: str) -> TicketsNotReissued:
    return TicketsNotReissued(event_id="e1", booking_id="e1-b1", buyer_id="ben", reason=reason)


def sold(bench: Bench, *seats: str, **other: object) -> TicketsIssued:
    bench.given(requested(*seats, **other))
    bench.when(confirmed(*seats, **other))
    (said,) = bench.said()
    assert isinstance(said, TicketsIssued)
    return said


def reissued(bench: Bench) -> TicketsReissued:
    (said,) = bench.said()
    assert isinstance(said, TicketsReissued)
    return said


def test_the_same_seats_get_other_codes_with_a_higher_number(inventory: Bench) -> None:
    old = sold(inventory, *SEATS)
    inventory.when(reissue())
    said = reissued(inventory)
    assert (said.seats, said.issue, said.stock_seq, counts(inventory)) == (SEATS, 2, 4, (0, 2))
    assert [verify(code, KEYS, "e1", map(serial_of, old.codes)).issue for code in said.codes] == [2, 2]
    inventory.then_rows(Hold("e1", "e1-b1", "sold", SEATS, buyer_id="ben", issue=2))


def test_places_to_stand_stay_as_many_as_they_were(inventory: Bench) -> None:
    old = sold(inventory, **STANDING)
    inventory.when(reissue())
    assert len({*old.codes, *reissued(inventory).codes}) == 4
    assert (counts(inventory), standing(inventory)) == ((0, 2), (0, 2))


def test_tickets_of_the_first_kind_get_codes_of_this_kind(inventory: Bench) -> None:
    sold(inventory, "stalls-A1")
    inventory.given(Hold("e1", "e1-b1", "sold", ("stalls-A1",), buyer_id="ben", issue=0))
    inventory.when(reissue())
    assert reissued(inventory).issue == 1


@pytest.mark.parametrize("who", ["eve", ""])
def test_anothers_tickets_stay_as_they_are(inventory: Bench, who: str) -> None:
    sold(inventory, "stalls-A1")
    inventory.when(reissue(buyer=who))
    inventory.then(ReissueForbidden(event_id="e1", booking_id="e1-b1", buyer_id=who))
    inventory.then_rows(Hold("e1", "e1-b1", "sold", ("stalls-A1",), buyer_id="ben", issue=1))


def test_a_second_copy_of_the_request_reissues_once_and_another_request_again(inventory: Bench) -> None:
    sold(inventory, "stalls-A1")
    inventory.when(reissue(), id="first")
    inventory.when(reissue(), id="first")
    inventory.then_nothing()
    inventory.when(reissue(), id="second")
    assert reissued(inventory).issue == 3


def test_a_request_after_the_tickets_were_voided_is_refused(inventory: Bench) -> None:
    sold(inventory, "stalls-A1")
    inventory.given(cancelled("stalls-A1"))
    inventory.when(reissue())
    inventory.then(refused("no_tickets"))


def test_a_request_before_the_tickets_are_issued_is_refused_and_they_are_issued(inventory: Bench) -> None:
    inventory.given(requested("stalls-A1"))
    inventory.when(reissue())
    inventory.then(refused("no_tickets"))
    inventory.when(confirmed("stalls-A1"))
    assert inventory.row(Hold, "e1", "e1-b1") == Hold(
        "e1", "e1-b1", "sold", ("stalls-A1",), buyer_id="ben", issue=1
    ).but(version=2)


def test_a_request_for_what_nobody_holds_is_refused(inventory: Bench) -> None:
    inventory.when(reissue())
    inventory.then_refused("not_found")


def test_a_confirmation_that_is_said_again_does_not_bring_the_first_tickets_back(inventory: Bench) -> None:
    sold(inventory, "stalls-A1")
    inventory.given(reissue())
    inventory.when(confirmed("stalls-A1"))
    inventory.then_nothing()


def test_reissued_tickets_are_voided_as_others_are(inventory: Bench) -> None:
    sold(inventory, "stalls-A1")
    inventory.given(reissue())
    inventory.when(cancelled("stalls-A1"))
    inventory.then(voided("stalls-A1", stock_seq=5))
    inventory.passes(timedelta())
    assert counts(inventory) == (0, 0) and what()["buyer_id"] == "ben"


def test_tickets_are_reissued_so_often_and_not_more_often(inventory: Bench) -> None:
    sold(inventory, "stalls-A1")
    for _ in range(ISSUES_AT_MOST - 1):
        inventory.when(reissue())
        reissued(inventory)
    inventory.when(reissue())
    inventory.then(refused("reissued_too_often"))
