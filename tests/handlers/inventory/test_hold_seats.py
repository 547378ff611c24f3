from datetime import timedelta

import pytest

from choreography.testing import Bench
from handlers.inventory import inventory as service
from handlers.inventory.rows import Hold, Seat
from tests.handlers.inventory.saying import (
    SEATS,
    STANDING,
    counts,
    expired,
    held,
    published,
    rejected,
    requested,
    stalls,
    standing,
)


def test_free_seats_are_held_at_their_price(inventory: Bench) -> None:
    inventory.when(requested(*SEATS))
    inventory.then(held(*SEATS, stock_seq=2, price=10_000))
    inventory.then_rows(Seat("e1", "stalls-A1", "e1-b1", 1), Seat("e1", "stalls-A2", "e1-b1", 1))
    assert counts(inventory) == (2, 0)


def test_what_is_given_costs_nothing_and_counts_as_any(inventory: Bench) -> None:
    inventory.when(requested(*SEATS, complimentary=True))
    inventory.then(held(*SEATS, stock_seq=2, price=0))
    assert counts(inventory) == (2, 0)


def test_places_to_stand_are_held_by_number(inventory: Bench) -> None:
    inventory.when(requested(**STANDING))
    inventory.then(held(**STANDING, stock_seq=2, price=4_000))
    assert (counts(inventory), standing(inventory)) == ((2, 0), (2, 0))


def test_a_taken_seat_is_refused_and_nothing_else_is_held(inventory: Bench) -> None:
    inventory.given(requested("stalls-A1", booking="other"))
    inventory.when(requested(*SEATS))
    inventory.then(rejected("taken", "stalls-A1", stock_seq=2))
    assert inventory.row(Seat, "e1", "stalls-A2") is None
    assert counts(inventory) == (1, 0)


@pytest.mark.parametrize(
    ("seats", "lost"),
    [
        (("stalls-A3",), ("stalls-A3",)),
        (("stalls-B1", "stalls-A1"), ("stalls-B1",)),
        (("stalls-A1", "stalls-A1"), ()),
        ((), ()),
    ],
)
def test_what_is_no_seat_is_refused(inventory: Bench, seats: tuple[str, ...], lost: tuple[str, ...]) -> None:
    inventory.when(requested(*seats))
    inventory.then(rejected("unknown_seat", *lost))


@pytest.mark.parametrize("seat", ["balcony-A1", "nonsense"])
def test_a_section_that_nobody_tells_of_in_time_does_not_exist(inventory: Bench, seat: str) -> None:
    inventory.when(requested(seat))
    inventory.then_early()
    inventory.passes(timedelta(seconds=6))
    inventory.then(rejected("unknown_seat", seat))


def test_a_request_before_its_section_is_known_is_early() -> None:
    bench = Bench(service)
    bench.given(published())
    bench.when(requested("stalls-A1"))
    bench.then_early()
    bench.given(stalls())
    bench.passes(timedelta())
    bench.then(held("stalls-A1", stock_seq=2, price=5_000))


def test_a_request_that_is_heard_late_waits_for_no_section(inventory: Bench) -> None:
    inventory.when(requested("balcony-A1"), at=inventory.now - timedelta(seconds=5))
    inventory.then(rejected("unknown_seat", "balcony-A1"))


@pytest.mark.parametrize("unsold", ["", "unheard of"])
def test_a_ticket_type_without_places_is_refused(inventory: Bench, unsold: str) -> None:
    inventory.when(requested(ticket_type=unsold, quantity=1))
    inventory.then(rejected("unknown_ticket_type"))


def test_the_last_place_is_sold_once(inventory: Bench) -> None:
    inventory.given(requested(**STANDING, booking="other"))
    inventory.when(requested(ticket_type="standing", quantity=1))
    inventory.then(rejected("sold_out", stock_seq=2))


def test_a_request_said_twice_holds_once(inventory: Bench) -> None:
    inventory.given(requested("stalls-A1"))
    inventory.when(requested("stalls-A1"))
    inventory.then_nothing()


def test_a_request_before_the_event_is_known_is_early() -> None:
    bench = Bench(service)
    bench.when(requested(**STANDING))
    bench.then_early()
    bench.given(published())
    bench.passes(timedelta())
    assert counts(bench) == (2, 0)


def test_a_late_request_gets_the_seats_if_they_are_still_free(inventory: Bench) -> None:
    inventory.given(requested("stalls-A1"), expired("stalls-A1"))
    inventory.when(requested("stalls-A1", attempt=2))
    inventory.then(held("stalls-A1", stock_seq=4, price=5_000, attempt=2))


def test_a_late_request_is_refused_if_the_seats_are_gone(inventory: Bench) -> None:
    inventory.given(requested("stalls-A1"), expired("stalls-A1"), requested("stalls-A1", booking="other"))
    inventory.when(requested("stalls-A1", attempt=2))
    inventory.then(rejected("taken", "stalls-A1", stock_seq=4, attempt=2))
    inventory.then_rows(Hold("e1", "e1-b1", "released", ("stalls-A1",), buyer_id="ben", attempt=2))
