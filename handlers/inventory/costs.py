"""What tickets cost on the terms of their event."""

from collections.abc import Sequence
from typing import NamedTuple

from contracts.prices import Breakdown, Discount, Terms, commission, discounted, ticket, total


class Price(NamedTuple):
    """Of one ticket, as the organiser said it, in the minor unit."""

    ticket_type: str
    price: int


class Cost(NamedTuple):
    """`commission` is what of the net price is a fee that the organiser bears."""

    breakdown: Breakdown
    commission: int


def costs(prices: Sequence[Price], terms: Terms, discount: Discount | None = None) -> Cost:
    offs = [discount.off(*one) if discount else 0 for one in prices]
    lines = total(discounted(one.price, off, terms) for one, off in zip(prices, offs, strict=True))
    return Cost(lines, sum(borne(one.price - off, terms) for one, off in zip(prices, offs, strict=True)))


def borne(price: int, terms: Terms) -> int:
    """By the organiser; a ticket that was sold for less than the fee brings nothing, and costs nothing."""
    return min(commission(price, terms), ticket(price, terms).net)
