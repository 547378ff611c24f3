"""A part of a block is for sale again, and the rest stays blocked."""

from datetime import timedelta
from typing import Any

import pytest

from choreography.testing import Bench
from contracts.base import Message
from contracts.inventory import BlockForbidden, SomeSeatsUnblocked, StockBack, UnblockSomeSeats
from handlers.inventory.rows import Block, Seat, Stock, TicketStock
from tests.handlers.inventory.saying import (
    SEATS,
    STANDING,
    block,
    held,
    not_blocked,
    rejected,
    requested,
    unblock,
    unblock_some,
    unblocked,
)

A1, A2 = SEATS
ONE: dict[str, Any] = {"ticket_type": "standing", "quantity": 1}
WHAT: dict[str, Any] = {"event_id": "e1", "block_id": "k1"}


def some(*seats: str, stock_seq: int, **other: Any) -> SomeSeatsUnblocked:
    said = WHAT | {"seats": seats, "reason": "sound", "stock_seq": stock_seq}
    return SomeSeatsUnblocked(**said | other)


def blocked(bench: Bench) -> int:
    stock = bench.row(Stock, "e1")
    return stock.blocked if stock else 0


def test_one_seat_is_on_sale_again_and_the_other_is_not(inventory: Bench) -> None:
    inventory.given(block(*SEATS))
    inventory.when(unblock_some(A1))
    inventory.then(some(A1, stock_seq=3, left=(A2,), among=("stalls",)))
    inventory.then_rows(Block("e1", "k1", "blocked", (A2,), reason="sound", among=("stalls",)), Seat("e1", A1))
    inventory.when(requested(A1))
    inventory.then(held(A1, stock_seq=4, price=5_000))
    inventory.when(requested(A2, booking="b2"))
    inventory.then(rejected("blocked", A2, booking="b2", stock_seq=4))


def test_the_rest_is_unblocked_as_a_whole(inventory: Bench) -> None:
    inventory.given(block(*SEATS), unblock_some(A1))
    inventory.when(unblock())
    inventory.passes(timedelta())
    inventory.then(unblocked(A2, stock_seq=4).model_copy(update={"among": ("stalls",)}))
    assert blocked(inventory) == 0


def test_a_block_of_which_nothing_is_left_is_over(inventory: Bench) -> None:
    inventory.given(block(*SEATS), unblock_some(A1))
    inventory.when(unblock_some(A2))
    inventory.then(some(A2, stock_seq=4, among=("stalls",)))
    inventory.when(unblock())
    inventory.then(not_blocked("not_blocked"))


def test_some_of_the_places_are_on_sale_again(inventory: Bench) -> None:
    inventory.given(block(**STANDING))
    inventory.when(unblock_some(**ONE))
    inventory.then(some(**ONE, stock_seq=3, left_quantity=1))
    tier = inventory.row(TicketStock, "e1", "standing")
    assert tier and (tier.blocked, blocked(inventory)) == (1, 1)


def test_the_first_seat_that_comes_back_is_told(inventory: Bench) -> None:
    inventory.given(requested(**STANDING), block(*SEATS))
    inventory.when(unblock_some(A1))
    inventory.then(some(A1, stock_seq=4, left=(A2,), among=("stalls",)), StockBack(event_id="e1", stock_seq=4))


@pytest.mark.parametrize(
    ("said", "lost"),
    [
        (unblock_some(A1, A2), (A2,)),
        (unblock_some(A1, A1), ()),
        (unblock_some(A1, quantity=1), ()),
        (unblock_some(), ()),
        (unblock_some(**ONE), ()),
        (unblock_some(ticket_type="standing", quantity=-1), ()),
    ],
)
def test_what_is_not_in_the_block_unblocks_nothing(
    inventory: Bench, said: UnblockSomeSeats, lost: tuple[str, ...]
) -> None:
    inventory.given(block(A1), block(A2, id_="k2"))
    inventory.when(said)
    inventory.then(not_blocked("not_blocked", *lost))
    assert blocked(inventory) == 2


def test_no_more_places_come_back_than_are_blocked(inventory: Bench) -> None:
    inventory.given(block(**ONE))
    inventory.when(unblock_some(**STANDING))
    inventory.then(not_blocked("not_blocked"))


def test_what_was_unblocked_or_never_blocked_is_not_unblocked_again(inventory: Bench) -> None:
    inventory.when(unblock_some(A1))
    inventory.then_refused("not_found")
    inventory.given(block(*SEATS), unblock_some(A1))
    inventory.when(unblock_some(A1))
    inventory.then(not_blocked("not_blocked", A1))


def test_another_organiser_unblocks_nothing(inventory: Bench) -> None:
    inventory.given(block(*SEATS))
    inventory.when(unblock_some(A1, organiser_id="otto"))
    inventory.then(BlockForbidden(**WHAT))


@pytest.mark.parametrize("first", [unblock_some(A1), unblock()], ids=["a part", "all"])
def test_of_a_part_and_the_whole_at_once_each_seat_comes_back_once(inventory: Bench, first: Message) -> None:
    inventory.given(block(*SEATS))
    for said in (first, unblock_some(A1), unblock()):
        inventory.when(said)
    inventory.passes(timedelta())
    assert blocked(inventory) == 0


def test_a_second_copy_changes_nothing(inventory: Bench) -> None:
    inventory.given(block(*SEATS))
    inventory.when(unblock_some(A1), id="first")
    inventory.when(unblock_some(A1), id="first")
    inventory.then_nothing()
    assert blocked(inventory) == 1
