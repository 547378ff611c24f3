"""What the organiser keeps from the sale: seats by name, or so many places."""

from datetime import timedelta
from itertools import permutations
from typing import Any

import pytest

from choreography.testing import Bench
from contracts.base import Message
from contracts.inventory import BlockForbidden, BlockRefused, StockBack, StockSoldOut
from handlers.inventory import inventory as service
from handlers.inventory.rows import Block, Hold, Seat, Stock, TicketStock
from tests.handlers.inventory.saying import (
    SEATS,
    STANDING,
    block,
    blocked,
    confirmed,
    event_cancelled,
    expired,
    held,
    not_blocked,
    published,
    rejected,
    requested,
    stalls,
    unblock,
    unblocked,
)

A1, A2 = SEATS


def kept(bench: Bench) -> tuple[int, int]:
    """Blocked places, of the event and of those to stand."""
    stock, tier = bench.row(Stock, "e1"), bench.row(TicketStock, "e1", "standing")
    return (stock.blocked, tier.blocked) if stock and tier else (0, 0)


def freed(bench: Bench) -> None:
    """What inventory says to itself is heard."""
    bench.passes(timedelta())


def test_blocked_seats_are_told_and_held_by_nobody(inventory: Bench) -> None:
    inventory.when(block(*SEATS))
    inventory.then(blocked(*SEATS, stock_seq=2))
    inventory.then_rows(Block("e1", "k1", "blocked", SEATS, reason="sound"), Seat("e1", A1, block="k1"))
    assert kept(inventory) == (2, 0)
    inventory.when(requested(A1))
    inventory.then(rejected("blocked", A1, stock_seq=2))


def test_a_buyer_is_told_which_seats_are_not_free_and_never_why(inventory: Bench) -> None:
    inventory.given(block(A1), requested(A2, booking="b2"))
    inventory.when(requested(*SEATS))
    inventory.then(rejected("taken", *SEATS, stock_seq=3))
    assert "sound" not in str(inventory.said())


def test_places_to_stand_are_blocked_by_their_number(inventory: Bench) -> None:
    one: dict[str, Any] = {"ticket_type": "standing", "quantity": 1}
    inventory.when(block(**one))
    inventory.then(blocked(**one, stock_seq=2))
    assert kept(inventory) == (1, 1)
    inventory.when(requested(**STANDING))
    inventory.then(rejected("sold_out", stock_seq=2))
    inventory.when(requested(**one, booking="b2"))
    inventory.then(held(**one, booking="b2", stock_seq=3, price=2_000))


@pytest.mark.parametrize("before", [(requested(A1),), (requested(A1), confirmed(A1)), (block(A1, id_="k0"),)])
def test_what_is_held_sold_or_blocked_is_not_blocked_and_nothing_else_is(
    inventory: Bench, before: tuple[Message, ...]
) -> None:
    inventory.given(*before)
    was = kept(inventory)
    inventory.when(block(*SEATS))
    inventory.then(not_blocked("seats_in_use", A1))
    assert kept(inventory) == was and not inventory.row(Seat, "e1", A2)


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        (block("stalls-A3"), not_blocked("unknown_seat", "stalls-A3")),
        (block("pit-A1"), not_blocked("unknown_seat", "pit-A1")),
        (block(A1, A1), not_blocked("unknown_seat")),
        (block(), not_blocked("unknown_seat")),
        (block(A1, quantity=2), not_blocked("unknown_seat")),
        (block(ticket_type="seated", quantity=1), not_blocked("unknown_ticket_type")),
        (block(ticket_type="standing", quantity=-1), not_blocked("unknown_seat")),
        (block(ticket_type="standing", quantity=3), not_blocked("places_in_use")),
    ],
)
def test_what_there_is_not_is_not_blocked(inventory: Bench, said: Message, answer: Message) -> None:
    inventory.when(said)
    inventory.then(answer)
    assert kept(inventory) == (0, 0)


def test_unblocked_seats_are_on_sale_again(inventory: Bench) -> None:
    inventory.given(block(*SEATS))
    inventory.when(unblock())
    inventory.then()
    freed(inventory)
    inventory.then(unblocked(*SEATS, stock_seq=3))
    assert kept(inventory) == (0, 0)
    inventory.when(requested(*SEATS))
    inventory.then(held(*SEATS, stock_seq=4, price=10_000))


def test_unblocked_places_are_on_sale_again(inventory: Bench) -> None:
    inventory.given(block(**STANDING), unblock())
    freed(inventory)
    inventory.then(unblocked(**STANDING, stock_seq=3))
    assert kept(inventory) == (0, 0)


def test_the_last_place_that_is_blocked_is_told_and_the_first_that_comes_back(inventory: Bench) -> None:
    inventory.given(requested(**STANDING))
    inventory.when(block(*SEATS))
    inventory.then(blocked(*SEATS, stock_seq=3), StockSoldOut(event_id="e1", stock_seq=3))
    inventory.given(unblock())
    freed(inventory)
    inventory.then(unblocked(*SEATS, stock_seq=4), StockBack(event_id="e1", stock_seq=4))


def test_what_is_called_off_is_not_blocked_and_what_was_blocked_does_not_come_back(inventory: Bench) -> None:
    inventory.given(requested(**STANDING), block(A1), block(A2, id_="k2"), event_cancelled(), unblock("k2"))
    freed(inventory)
    inventory.then(unblocked(A2, id_="k2", stock_seq=6))
    inventory.when(block(A2, id_="k3"))
    inventory.then(not_blocked("event_cancelled").model_copy(update={"block_id": "k3"}))


@pytest.mark.parametrize("said", [block(A1), unblock()])
def test_another_organiser_blocks_nothing_and_an_operator_may(inventory: Bench, said: Any) -> None:
    inventory.given(*[block(A1)] * (said == unblock()))
    inventory.when(said.model_copy(update={"organiser_id": "otto"}))
    inventory.then(BlockForbidden(event_id="e1", block_id="k1"))
    inventory.when(said.model_copy(update={"organiser_id": "ops", "by_operator": True}))
    assert inventory.outcome == "done" and not any(isinstance(one, BlockForbidden) for one in inventory.said())


@pytest.mark.parametrize("who", ["", "olga"])
def test_a_sale_of_before_organisers_were_noted_is_for_operators_alone(inventory: Bench, who: str) -> None:
    inventory.given(Stock("e1", 4, "EUR"))
    inventory.when(block(A1, organiser_id=who))
    inventory.then(BlockForbidden(event_id="e1", block_id="k1"))


def test_a_second_copy_and_a_second_block_of_one_id_change_nothing(inventory: Bench) -> None:
    inventory.given(block(A1))
    inventory.when(block(A1), id="c1")
    inventory.then(not_blocked("exists"))
    inventory.when(block(A1), id="c1")
    inventory.then_nothing()
    assert kept(inventory) == (1, 0)


def test_who_unblocks_twice_at_once_frees_once_and_later_is_refused(inventory: Bench) -> None:
    inventory.given(block(A1), unblock(), unblock())
    freed(inventory)
    assert kept(inventory) == (0, 0)
    inventory.when(unblock())
    inventory.then(not_blocked("not_blocked"))


def test_what_nobody_blocked_is_not_unblocked(inventory: Bench) -> None:
    inventory.when(unblock())
    inventory.then_refused("not_found")


def test_a_block_that_overtakes_the_publication_waits_for_it() -> None:
    bench = Bench(service)
    bench.when(block(**STANDING))
    bench.then_early()
    bench.given(published(), stalls())
    freed(bench)
    assert kept(bench) == (2, 2)


WANTS: dict[str, Message] = {"hold": requested(A1), "block": block(A1), "again": block(A1, id_="k2")}


@pytest.mark.parametrize("order", [*permutations(WANTS)], ids="-".join)
def test_of_a_hold_and_blocks_of_one_seat_the_first_has_it(inventory: Bench, order: tuple[str, ...]) -> None:
    for name in (*order, *order):
        inventory.when(WANTS[name], id=name)
    seat, stock = inventory.row(Seat, "e1", A1), inventory.row(Stock, "e1")
    assert seat and stock and bool(seat.owner) != bool(seat.block)
    assert {"e1-b1": "hold", "k1": "block", "k2": "again"}[seat.owner or seat.block] == order[0]
    assert (stock.held, stock.blocked) == (int(order[0] == "hold"), int(order[0] != "hold"))


def test_a_late_release_of_a_seat_that_is_blocked_since_leaves_it_blocked(inventory: Bench) -> None:
    inventory.given(requested(A1), expired(A1), block(A1))
    inventory.when(expired(A1))
    inventory.then_nothing()
    inventory.then_rows(Seat("e1", A1, block="k1", turn=2))


def test_seats_that_are_picked_for_a_booking_are_not_blocked(inventory: Bench) -> None:
    inventory.given(requested(ticket_type="seated", quantity=1))
    inventory.goes_on()
    inventory.when(block(*SEATS))
    assert [one for one in inventory.said() if isinstance(one, BlockRefused) and one.reason == "seats_in_use"]


def test_blocked_seats_are_not_picked_and_are_again_when_the_block_ends(inventory: Bench) -> None:
    inventory.given(block(A1))
    inventory.when(requested(ticket_type="seated", quantity=2))
    inventory.then(rejected("no_seats_together", stock_seq=2))
    inventory.given(unblock())
    freed(inventory)
    inventory.given(requested(ticket_type="seated", quantity=2, booking="b2"))
    freed(inventory)
    hold = inventory.row(Hold, "e1", "e1-b2")
    assert hold and (hold.state, hold.seats) == ("held", SEATS)
