"""Money that comes late: in any order of what happens the buyer has the seat or the money, never neither or both."""

import os
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice, permutations, product, takewhile
from random import Random
from zlib import crc32

import pytest

from tests.handlers.late_money import World

WHAT = ("expire", "pay", "refund", "resell")
SLOW = ("start", "expire", "pay", "fail", "refund", "resell")
OFFER = (*WHAT, "accept", "lapse")
OFFERED = ("expire", "resell", "pay")
ANSWERS = ("accept", "refund", "lapse", "pay")
EVERY = int(os.environ.get("BOXOFFICE_TEST_EVERY_ORDER", "5"))
"""Of the orders around an offer each fifth; all of them (1) take minutes, and are asked for by name."""
Heard = Callable[[World], object]
Counted = Callable[[str, object], None]
HEARD: dict[str, Heard] = {"at once": World.drain, "one by one": World.hears, "in the end": lambda _: None}
FIRST = tuple(permutations(range(3)))


def orders(left: Counter[str]) -> Iterator[tuple[str, ...]]:
    """Each order in which each of it happens as often as it is there."""
    if not left:
        yield ()
    for one in left:
        yield from ((one, *rest) for rest in orders(left - Counter([one])))


def every() -> Iterator[tuple[str, ...]]:
    """Each of it may not happen, happen, or happen twice."""
    for times in product((0, 1, 2), repeat=len(WHAT)):
        yield from orders(+Counter(dict(zip(WHAT, times, strict=True))))


class Path:
    """The worlds along the order that was played last: the next one goes on from what both begin with."""

    def __init__(self, heard: Heard, first: tuple[int, ...], seats: int) -> None:
        self.heard, self.order = heard, tuple[str, ...]()
        self.worlds = [World(first, seats)]

    def played(self, order: tuple[str, ...]) -> World:
        """The world as it is before it ends."""
        shared = len([*takewhile(lambda two: two[0] == two[1], zip(self.order, order, strict=False))])
        del self.worlds[shared + 1 :]
        for one in order[shared:]:
            self.worlds.append(world := self.worlds[-1].twin())
            getattr(world, one)()
            self.heard(world)
        self.order = order
        return self.worlds[-1]


@dataclass
class Ends:
    """How each state ends, and what is wrong then: worlds that are alike to the last byte end alike, and once."""

    known: dict[bytes, tuple[str, list[str]]] = field(default_factory=dict)

    def of(self, world: World) -> tuple[str, list[str]]:
        if (state := world.state()) not in self.known:
            ending = world.twin()
            ending.ends()
            self.known[state] = ending.booking.state, list(ending.wrong())
        return self.known[state]


def first(order: tuple[str, ...]) -> tuple[int, ...]:
    """Who is heard before the others, by how the order begins."""
    return FIRST[crc32(" ".join(order[:5]).encode()) % len(FIRST)]


def all_right(chosen: Iterator[tuple[str, ...]], counted: Counted, seats: int = 1) -> None:
    """Sorted, an order has most of its way from the one before."""
    ends, wrong, states = Counter[str](), dict[tuple[str, ...], list[str]](), Ends()
    paths = {(name, one): Path(heard, one, seats) for name, heard in HEARD.items() for one in FIRST}
    for order in sorted(chosen):
        for name in HEARD:
            end, found = states.of(paths[name, first(order)].played(order))
            ends[end] += 1
            if found:
                wrong[(name, *order)] = found
    how = "; ".join(f"{count} ended {state}" for state, count in ends.items())
    ways = f"each heard in {len(HEARD)} ways, from {len(states.known)} states"
    counted("counted", f"{ends.total() // len(HEARD)} orders, {ways}: {how}, {len(wrong)} wrong")
    assert not wrong, f"{len(wrong)} of {ends.total()}: {next(iter(wrong.items()))}"
    assert {"confirmed", "cancelled", "expired"} <= ends.keys() <= {"confirmed", "cancelled", "expired"}


def test_in_a_part_of_all_orders_the_buyer_has_the_seat_or_the_money(record_property: Counted) -> None:
    all_right(islice(every(), 0, None, 29), record_property)


def slow_ones() -> Iterator[tuple[str, ...]]:
    """A slow payment was begun; each of the rest happens or not, in any order around it."""
    for size in range(1, len(SLOW) + 1):
        yield from (order for order in permutations(SLOW, size) if "start" in order)


def test_in_a_part_of_all_orders_around_a_slow_payment_the_buyer_has_the_seat_or_the_money(
    record_property: Counted,
) -> None:
    all_right(islice(slow_ones(), 0, None, 7), record_property)


def slow_ones_twice(each: int) -> Iterator[tuple[str, ...]]:
    """A slow payment was begun; each happens at most twice. There are millions of orders: of each choice a few."""
    rng = Random(1)  # noqa: S311
    for times in product((1, 2), *[(0, 1, 2)] * (len(SLOW) - 1)):
        there = [*Counter(dict(zip(SLOW, times, strict=True))).elements()]
        yield from (tuple(rng.sample(there, len(there))) for _ in range(each))


def test_in_some_orders_around_a_slow_payment_with_every_duplicate_the_buyer_has_the_seat_or_the_money(
    record_property: Counted,
) -> None:
    all_right(islice(slow_ones_twice(1), 0, None, 2), record_property)


def with_an_offer() -> Iterator[tuple[str, ...]]:
    """Another seat is free: each of it happens or not, in any order. Or it is offered: each answer twice at most."""
    for size in range(1, len(OFFER) + 1):
        yield from permutations(OFFER, size)
    for times in product((0, 1, 2), repeat=len(ANSWERS)):
        yield from ((*OFFERED, *end) for end in orders(+Counter(dict(zip(ANSWERS, times, strict=True)))))


def test_in_a_part_of_all_orders_around_an_offer_the_buyer_has_a_seat_or_the_money(record_property: Counted) -> None:
    all_right(islice(with_an_offer(), 0, None, 41), record_property, seats=2)


@pytest.mark.slow
@pytest.mark.timeout(2400)
def test_in_many_orders_around_an_offer_the_buyer_has_a_seat_or_the_money(record_property: Counted) -> None:
    all_right(islice(with_an_offer(), 0, None, EVERY), record_property, seats=2)


@pytest.mark.slow
@pytest.mark.timeout(2400)
def test_in_many_orders_around_a_slow_payment_with_every_duplicate_the_buyer_has_the_seat_or_the_money(
    record_property: Counted,
) -> None:
    all_right(slow_ones_twice(200 // EVERY), record_property)


@pytest.mark.slow
@pytest.mark.timeout(2400)
def test_in_every_order_around_a_slow_payment_the_buyer_has_the_seat_or_the_money(record_property: Counted) -> None:
    all_right(slow_ones(), record_property)


@pytest.mark.slow
@pytest.mark.timeout(2400)
def test_in_every_order_the_buyer_has_the_seat_or_the_money(record_property: Counted) -> None:
    all_right(every(), record_property)
