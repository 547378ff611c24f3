"""Money that comes late: in any order of what happens the buyer has the seat or the money, never neither or both."""

import os
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import islice, permutations, product

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


def played(order: tuple[str, ...], heard: Heard, first: tuple[int, ...], seats: int) -> World:
    world = World(first, seats)
    for one in order:
        getattr(world, one)()
        heard(world)
    world.ends()
    return world


def all_right(chosen: Iterator[tuple[str, ...]], counted: Counted, seats: int = 1) -> None:
    ends, wrong = Counter[str](), dict[tuple[str, ...], list[str]]()
    for number, order in enumerate(chosen):
        for name, heard in HEARD.items():
            world = played(order, heard, FIRST[number % len(FIRST)], seats)
            ends[world.booking.state] += 1
            if found := list(world.wrong()):
                wrong[(name, *order)] = found
    different, how = ends.total() // len(HEARD), "; ".join(f"{count} ended {state}" for state, count in ends.items())
    counted("counted", f"{different} orders, each heard in {len(HEARD)} ways: {how}, {len(wrong)} wrong")
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
def test_in_every_order_around_a_slow_payment_the_buyer_has_the_seat_or_the_money(record_property: Counted) -> None:
    all_right(slow_ones(), record_property)


@pytest.mark.slow
@pytest.mark.timeout(2400)
def test_in_every_order_the_buyer_has_the_seat_or_the_money(record_property: Counted) -> None:
    all_right(every(), record_property)
