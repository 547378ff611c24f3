"""What tickets cost on the terms of their event."""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from contracts.prices import Breakdown, Discount, Line, Terms, commission, discounted, ticket, total


class Price(NamedTuple):
    """Of one ticket, as the organiser said it, in the minor unit."""

    ticket_type: str
    price: int


class Cost(NamedTuple):
    """`commission` is what of the net price is a fee that the organiser bears."""

    breakdown: Breakdown
    commission: int
    lines: tuple[Line, ...] = ()
    """Of each ticket; empty where all are alike."""


def costs(prices: Sequence[Price], terms: Terms, discount: Discount | None = None) -> Cost:
    lines = tuple(line(one.price, discount.off(*one) if discount else 0, terms) for one in prices)
    alike = len(set(lines)) <= 1
    return Cost(total(lines), sum(one.commission for one in lines), () if alike else lines)


@lru_cache(1000)
def line(price: int, off: int, terms: Terms) -> Line:
    return Line(**discounted(price, off, terms).model_dump(), commission=borne(price - off, terms))


def borne(price: int, terms: Terms) -> int:
    """By the organiser; a ticket that was sold for less than the fee brings nothing, and costs nothing."""
    return min(commission(price, terms), ticket(price, terms).net)
