"""What tickets cost on the terms of their event."""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from contracts.prices import Breakdown, Discount, Line, Terms, add_on, commission, discounted, ticket, total


class Price(NamedTuple):
    """Of one ticket, as the organiser said it, in the minor unit."""

    ticket_type: str
    price: int


class Cost(NamedTuple):
    """`commission` is what of the net price is a fee that the organiser bears."""

    breakdown: Breakdown
    commission: int
    lines: tuple[Line, ...] = ()
    """Of each ticket; empty where all are alike, and nothing else is in the price."""


def costs(prices: Sequence[Price], terms: Terms, discount: Discount | None = None, add_ons: Sequence[int] = ()) -> Cost:
    """`add_ons` are the prices of what goes along: a discount is for tickets alone."""
    lines = tuple(line(one.price, discount.off(*one) if discount else 0, terms) for one in prices)
    alike = len(set(lines)) <= 1 and not any(add_ons)
    whole = total([*lines, *(add_on(price, terms) for price in add_ons)])
    return Cost(whole, sum(one.commission for one in lines), () if alike else lines)


@lru_cache(1000)
def line(price: int, off: int, terms: Terms) -> Line:
    return Line(**discounted(price, off, terms).model_dump(), commission=borne(price - off, terms))


def borne(price: int, terms: Terms) -> int:
    """By the organiser; a ticket that was sold for less than the fee brings nothing, and costs nothing."""
    return min(commission(price, terms), ticket(price, terms).net)
