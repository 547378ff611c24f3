"""Where charges and invoices disagree."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any

from contracts.invoices import OFFLINE
from handlers.invoices.rows import Charge, Invoice, OfflineCharge, Sale, Series
from ops.memory.rows import Services, all_of

Rows = Iterator[tuple[Any, ...]]


def gaps(books: Services) -> Rows:
    numbers = defaultdict[str, list[int]](list)
    for one in all_of(books["invoices"], Invoice):
        numbers[one.organiser_id].append(one.number)
    last = {one.organiser_id: one.last for one in all_of(books["invoices"], Series)}
    for organiser in sorted(numbers.keys() | last.keys()):
        if sorted(numbers[organiser]) != list(range(1, last.get(organiser, 0) + 1)):
            yield organiser, last.get(organiser), sorted(numbers[organiser])


def uninvoiced(books: Services) -> Rows:
    known = {one.event_id for one in all_of(books["invoices"], Sale) if one.organiser_id}
    told = Counter[tuple[str, str]]()
    for one in all_of(books["invoices"], Invoice):
        what = one.booking_id + OFFLINE * (OFFLINE in one.matter)
        told[what, one.kind] += one.breakdown.total
    for what, charge in charges(books):
        issued = told[what, "invoice"], told[what, "credit_note"]
        if charge.event_id in known and (charge.price, charge.credited) != issued:
            yield what, charge.price, charge.credited, *issued


def charges(books: Services) -> Iterator[tuple[str, Charge]]:
    """Each with how its matters begin."""
    yield from ((one.booking_id, one) for one in all_of(books["invoices"], Charge))
    yield from ((one.booking_id + OFFLINE, one) for one in all_of(books["invoices"], OfflineCharge))
