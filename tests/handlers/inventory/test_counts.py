"""What a change tells of the stock after it, so that the last word of each type is all that a page needs."""

from typing import Any

import pytest

from choreography.testing import Bench
from contracts.base import Message
from contracts.inventory import Counted, SectionChanged
from handlers.inventory.rows import Stock, TicketStock
from tests.handlers.inventory import along
from tests.handlers.inventory.saying import (
    SEATS,
    STANDING,
    block,
    cancelled,
    change,
    confirmed,
    expired,
    requested,
    unblock,
    unblock_some,
)
from tests.handlers.inventory.shared import TYPES, selling, wants, what

ONE = {"ticket_type": "standing", "quantity": 1}


@pytest.fixture(autouse=True)
def counts_apart() -> None:
    """Here they are looked at."""


def told(bench: Bench) -> Counted:
    (said,) = [one for one in bench.said() if isinstance(one, Counted)]
    return said


def places(held: int = 0, sold: int = 0, blocked: int = 0) -> dict[str, int]:
    return {"held": held, "sold": sold, "blocked": blocked}


def test_held_places_are_counted_by_their_type_and_among_all(inventory: Bench) -> None:
    inventory.when(requested(**STANDING))
    assert told(inventory).counts == {"": places(held=2), "standing": places(held=2)}
    assert told(inventory).free == {"": 2, "standing": 0}


def test_seats_are_counted_among_all(inventory: Bench) -> None:
    inventory.when(requested(*SEATS))
    assert (told(inventory).counts, told(inventory).free) == ({"": places(held=2)}, {"": 2})


@pytest.mark.parametrize(
    ("past", "said", "left"),
    [
        ([requested(**STANDING)], confirmed(**STANDING), places(sold=2)),
        ([requested(**STANDING)], expired(**STANDING), places()),
        ([requested(**STANDING), confirmed(**STANDING)], cancelled(**STANDING), places()),
        ([], block(**STANDING), places(blocked=2)),
        ([block(**STANDING)], unblock_some(**ONE), places(blocked=1)),
    ],
    ids=["sold", "released", "voided", "blocked", "some"],
)
def test_each_change_tells_what_is_so_after_it(
    inventory: Bench, past: list[Message], said: Message, left: dict[str, int]
) -> None:
    inventory.given(*past)
    inventory.when(said)
    assert told(inventory).counts == {"": left, "standing": left}
    assert told(inventory).free["standing"] == 2 - sum(left.values())


def test_what_is_unblocked_is_counted_as_free(inventory: Bench) -> None:
    inventory.given(block(**STANDING))
    inventory.when(unblock())
    inventory.goes_on()
    assert told(inventory).free == {"": 4, "standing": 2}


def test_more_seats_are_free_places(inventory: Bench) -> None:
    inventory.when(change({"A": 3}))
    inventory.goes_on()
    assert isinstance(told(inventory), SectionChanged) and told(inventory).free == {"": 5}


def test_a_type_that_shares_a_quota_has_fewer_too() -> None:
    bench = selling()
    bench.when(wants("child", 2, "b1"))
    assert told(bench).counts.keys() == {"", "child"}
    assert {name: told(bench).free[name] for name in ("adult", "child", "member")} == {
        "adult": 2, "child": 1, "member": 1,
    }  # fmt: skip


def test_an_add_on_is_counted_as_what_it_goes_along_with_is() -> None:
    bench = along.selling()
    bench.when(along.wants(1, parking=2))
    assert told(bench).counts["parking"] == {"held": 2, "sold": 0}
    assert told(bench).free.items() >= {"standing": 1, "parking": 1}.items()
    bench.when(confirmed(**along.what(1, parking=2)))
    assert told(bench).counts["parking"] == {"held": 0, "sold": 2}


def test_the_last_words_of_all_changes_are_the_stock() -> None:
    bench, seen = selling(), dict[str, Any]()
    for said in (
        wants("child", 1, "b1"), wants("adult", 2, "b2"), confirmed(**what("child", 1, "b1")),
        block(ticket_type="member", quantity=1), cancelled(**what("adult", 2, "b2")), wants("adult", 1, "b3"),
    ):  # fmt: skip
        bench.when(said)
        seen |= told(bench).counts
    stock = bench.row(Stock, "e1")
    assert stock and seen[""] == places(stock.held, stock.sold, stock.blocked)
    for kind in TYPES:
        tier = bench.row(TicketStock, "e1", kind.name)
        assert tier and seen[kind.name] == places(tier.held, tier.sold, tier.blocked)
