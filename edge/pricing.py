"""What tickets would cost, from what the door shows of their event and of a code: as inventory prices them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import msgspec

from contracts.prices import Discount, Terms, add_on, discounted, total
from edge.problem import Problem

REFUSED = 409


class Kind(msgspec.Struct):
    name: str
    price: int


class AddOn(msgspec.Struct):
    name: str
    price: int
    per_ticket: int = 0


class Section(msgspec.Struct):
    name: str
    ticket_type: str
    price: int


class Stock(msgspec.Struct):
    sections: list[Section]


class Event(msgspec.Struct):
    id: str
    organiser_id: str
    currency: str
    ticket_types: list[Kind]
    terms: dict[str, Any]
    add_ons: list[AddOn] = []


class Code(msgspec.Struct):
    """As it stands in the views; of those that it is for, `uses` had it a moment ago."""

    code: str
    percent: int
    amount: int
    currency: str
    ticket_types: list[str]
    min_tickets: int
    event_ids: list[str]
    valid_from: datetime | None
    valid_until: datetime | None
    uses_at_most: int
    uses: int
    active: bool

    @property
    def discount(self) -> Discount:
        return Discount(**{name: getattr(self, name) for name in Discount.model_fields})

    def why_not(self, event_id: str, now: datetime) -> str:
        """Why it is not good, as a reason; empty if it is. Before it begins, nobody is told that there is one."""
        if self.valid_from and self.valid_from > now:
            return "code_unknown"
        if self.event_ids and event_id not in self.event_ids:
            return "code_not_for_this"
        if not self.active or (self.valid_until and self.valid_until <= now):
            return "code_expired"
        return "code_used_up" if self.uses_at_most and self.uses >= self.uses_at_most else ""


def of_type(event: Event, ticket_type: str, quantity: int) -> list[Kind]:
    """Each ticket. Raises Problem."""
    found = next((kind for kind in event.ticket_types if kind.name == ticket_type), None)
    if found is None:
        raise Problem(REFUSED, "unknown_ticket_type")
    return [found] * quantity


def along(event: Event, asked: Mapping[str, int], size: int) -> list[int]:
    """What each add-on costs, with so many tickets. Whether any is left is not asked. Raises Problem."""
    known = {one.name: one for one in event.add_ons}
    if lost := sorted({*asked} - {*known}):
        raise Problem(422, "unknown_add_on", lost=lost)
    if lost := [name for name, many in asked.items() if 0 < known[name].per_ticket * size < many]:
        raise Problem(422, "too_many_add_ons", lost=lost)
    return [known[name].price for name, many in asked.items() for _ in range(many)]


def of_seats(stock: Stock, seats: list[str]) -> list[Kind]:
    """Each ticket. Whether the seat is there, and free, is not asked. Raises Problem."""
    known = {section.name: Kind(section.ticket_type, section.price) for section in stock.sections}
    lost = [seat for seat in seats if seat.rpartition("-")[0] not in known]
    if lost:
        raise Problem(REFUSED, "unknown_seat", lost=lost)
    return [known[seat.rpartition("-")[0]] for seat in seats]


def discount_of(code: Code | None, event: Event, tickets: Mapping[str, int], now: datetime) -> Discount:
    """Raises Problem."""
    reason = code.why_not(event.id, now) if code else "code_unknown"
    if code is None or reason:
        raise Problem(REFUSED, reason)
    if not code.discount.fits(tickets, event.currency):
        raise Problem(REFUSED, "code_not_for_this")
    return code.discount


def priced(event: Event, tickets: list[Kind], discount: Discount | None, along: Sequence[int] = ()) -> dict[str, Any]:
    terms = Terms(**event.terms)
    offs = [discount.off(kind.name, kind.price) if discount else 0 for kind in tickets]
    mine = [discounted(kind.price, off, terms) for kind, off in zip(tickets, offs, strict=True)]
    lines = total([*mine, *(add_on(price, terms) for price in along)])
    return {
        "event_id": event.id, "currency": event.currency, "price": lines.total, "breakdown": lines.model_dump(),
        "code": discount.code if discount else "",
    }  # fmt: skip


def counted(tickets: list[Kind]) -> Counter[str]:
    return Counter(kind.name for kind in tickets)
