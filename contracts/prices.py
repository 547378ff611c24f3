"""What a ticket costs, and how much of it is tax and fee. Money is in the minor unit, rates are in basis points.

Each ticket is a line: tax and fee are rounded for one ticket, half up, and a booking is the sum of its lines. So two
tickets cost twice what one costs, and what goes back for one is what was taken for it. The rule is our own. EU law
leaves it to its members, and owes nobody rounding down by item (C-484/06). HMRC's manual has retailers round each line
up and down to the nearest penny, half of one up (VATREC12020, VATREC12030).

A discount comes off the ticket's price, and everything else is of what is left of it: so the organiser bears it, and a
ticket that it makes free has no fee.
"""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, Field

P = TypeVar("P", bound=str)
WHOLE = 10_000
"""All of it, in basis points."""


class Terms(BaseModel):
    """What the organiser sets for an event: its tax, and the booking fee of each ticket that is not free."""

    model_config = ConfigDict(frozen=True)

    tax_rate: int = 0
    """Of the net price: 0 to 10,000 basis points."""
    tax_included: bool = True
    """The ticket's price has the tax in it; else it is added."""
    fee: int = 0
    """Of each ticket."""
    fee_rate: int = 0
    """Of the ticket's price, besides: 0 to 5,000 basis points."""
    fee_included: bool = False
    """The organiser bears the fee, out of the net price; else it is added, and the buyer does."""
    seller: str = ""
    """Who sells, with an address, as it stands on invoices: at most 200 characters..."""
    tax_id: str = ""
    """...and under which number the seller pays taxes: at most 64."""


class Discount(BaseModel):
    """What a code takes off the price of each ticket that it is for; no more than the price."""

    model_config = ConfigDict(frozen=True)

    code: str
    percent: int = 0
    """Of the price, in basis points..."""
    amount: int = 0
    """...and, or, so much, in the minor unit of `currency`."""
    currency: str = ""
    ticket_types: tuple[str, ...] = ()
    """Empty: all."""
    min_tickets: int = 1
    """It is for bookings of so many tickets of these types, at least."""

    def off(self, ticket_type: str, price: int) -> int:
        """Rounded half up for one ticket, as taxes are."""
        if self.ticket_types and ticket_type not in self.ticket_types:
            return 0
        return min(price, rounded(price * self.percent, WHOLE) + self.amount)

    def fits(self, tickets: Mapping[str, int], currency: str) -> bool:
        """`tickets` counts those of the booking by their type."""
        mine = sum(count for name, count in tickets.items() if not self.ticket_types or name in self.ticket_types)
        return mine >= max(1, self.min_tickets) and (not self.amount or self.currency == currency)


class Breakdown(BaseModel):
    """What a buyer pays, by what it is for; `total` is the sum. A fee that the organiser bears is in `net`."""

    model_config = ConfigDict(frozen=True)

    net: int
    tax: int = 0
    fee: int = 0
    discount: int = Field(0, exclude_if=lambda discount: not discount)
    """What was taken off before: in none of the other parts. Left out where there is none."""
    total: int

    @classmethod
    def of(cls, net: int, tax: int = 0, fee: int = 0, discount: int = 0) -> "Breakdown":
        return cls(net=net, tax=tax, fee=fee, discount=discount, total=net + tax + fee)


PARTS = ("net", "tax", "fee", "discount")


class Line(Breakdown):
    """Of one ticket."""

    commission: int = 0
    """What of the net price is a fee that the organiser bears."""


@lru_cache(1000)
def ticket(price: int, terms: Terms) -> Breakdown:
    """Of one ticket with this price."""
    if terms.tax_included:
        tax = rounded(price * terms.tax_rate, WHOLE + terms.tax_rate)
        net = price - tax
    else:
        tax, net = rounded(price * terms.tax_rate, WHOLE), price
    return Breakdown.of(net, tax, 0 if terms.fee_included else fee(price, terms))


@lru_cache(1000)
def add_on(price: int, terms: Terms) -> Breakdown:
    """Of one add-on with this price: no fee is for it."""
    return ticket(price, terms.model_copy(update={"fee": 0, "fee_rate": 0}))


def discounted(price: int, off: int, terms: Terms) -> Breakdown:
    """Of one ticket with this price, of which so much is taken off."""
    line = ticket(price - off, terms)
    return Breakdown.of(line.net, line.tax, line.fee, off) if off else line


def commission(price: int, terms: Terms) -> int:
    """What the organiser bears of one ticket with this price."""
    return fee(price, terms) if terms.fee_included else 0


def fee(price: int, terms: Terms) -> int:
    return terms.fee + rounded(price * terms.fee_rate, WHOLE) if price else 0


def total(lines: Iterable[Breakdown]) -> Breakdown:
    lines = tuple(lines)
    return Breakdown.of(*(sum(getattr(line, part) for line in lines) for part in PARTS))


def rounded(amount: int, by: int) -> int:
    """`amount / by`, half up; neither is negative."""
    return (2 * amount + by) // (2 * by)


def shares(price: int, size: int, told: tuple[int, ...] = ()) -> tuple[int, ...]:
    """Of the price, what each of so many tickets cost: as it was told or, where it was not, alike to the cent.

    What is told may be less than the price: the rest is for add-ons.
    """
    if len(told) == size and sum(told) <= price:
        return told
    return tuple(price * (n + 1) // size - price * n // size for n in range(size))


def portion(parts: Mapping[P, int], amount: int) -> dict[P, int]:
    """So much of the whole, of each part in proportion; the cents that rounding leaves go to the largest remainders.

    No share is more than its part: taken from what is left each time, the shares of the last are all that is left.
    """
    whole = sum(parts.values())
    assert 0 <= amount <= whole and min(parts.values(), default=0) >= 0, f"{amount} of {parts}"
    shares = {name: part * amount // (whole or 1) for name, part in parts.items()}
    by_remainder = sorted(parts, key=lambda name: -(parts[name] * amount % (whole or 1)))
    for name in by_remainder[: amount - sum(shares.values())]:
        shares[name] += 1
    return shares
