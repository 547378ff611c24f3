from datetime import timedelta

import pytest

from choreography.testing import Bench
from contracts.base import Message
from handlers.inventory.rows import Seat
from tests.handlers.inventory.saying import (
    STANDING,
    cancelled,
    confirmed,
    counts,
    expired,
    released,
    requested,
    standing,
    voided,
)


@pytest.mark.parametrize("over", [expired("stalls-A1"), cancelled("stalls-A1")])
def test_what_was_held_is_on_sale_again(inventory: Bench, over: Message) -> None:
    inventory.given(requested("stalls-A1"))
    inventory.when(over)
    inventory.then(released("stalls-A1", stock_seq=3))
    inventory.then_rows(Seat("e1", "stalls-A1", "", 2))
    assert counts(inventory) == (0, 0)


def test_places_to_stand_are_on_sale_again(inventory: Bench) -> None:
    inventory.given(requested(**STANDING))
    inventory.when(expired(**STANDING))
    inventory.then(released(**STANDING, stock_seq=3))
    assert (counts(inventory), standing(inventory)) == ((0, 0), (0, 0))


def test_sold_tickets_are_voided(inventory: Bench) -> None:
    inventory.given(requested(**STANDING), confirmed(**STANDING))
    inventory.when(cancelled(**STANDING))
    inventory.then(voided(**STANDING, stock_seq=4))
    assert (counts(inventory), standing(inventory)) == ((0, 0), (0, 0))


def test_seats_are_released_once(inventory: Bench) -> None:
    inventory.given(requested("stalls-A1"), expired("stalls-A1"))
    inventory.when(cancelled("stalls-A1"))
    inventory.then_nothing()


def test_a_refused_booking_has_nothing_to_release(inventory: Bench) -> None:
    inventory.given(requested("stalls-A1", booking="other"), requested("stalls-A1"))
    inventory.when(expired("stalls-A1"))
    inventory.then_nothing()
    inventory.then_rows(Seat("e1", "stalls-A1", "e1-other", 1))


def test_a_cancel_that_overtakes_its_request_is_early_and_then_works(inventory: Bench) -> None:
    inventory.when(cancelled("stalls-A1"))
    inventory.then_early()
    inventory.given(requested("stalls-A1"))
    inventory.passes(timedelta())
    inventory.then(released("stalls-A1", stock_seq=3))
    assert counts(inventory) == (0, 0)


def test_a_seat_sold_anew_is_not_freed_by_the_end_of_its_first_booking(inventory: Bench) -> None:
    inventory.given(requested("stalls-A1"), expired("stalls-A1"), requested("stalls-A1", booking="other"))
    inventory.when(expired("stalls-A1"))
    inventory.then_nothing()
    inventory.then_rows(Seat("e1", "stalls-A1", "e1-other", 3))
