"""What tickets cost on the terms of their event."""

from collections.abc import Sequence
from typing import NamedTuple

from contracts.prices import Breakdown, Terms, commission, ticket, total


class Cost(NamedTuple):
    """`commission` is what of the net price is a fee that the organiser bears."""

    breakdown: Breakdown
    commission: int


def costs(prices: Sequence[int], terms: Terms) -> Cost:
    lines = total(ticket(price, terms) for price in prices)
    return Cost(lines, sum(commission(price, terms) for price in prices))
