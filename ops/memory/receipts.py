"""The edge's reading of what bookings were charged, from books in memory."""

from typing import Any

from choreography.memory.books import Books
from handlers.views.money import InvoiceView
from ops.memory.pages import json_of
from ops.memory.rows import all_of

SELLING = ("number", "kind", "credits", "charged_at", "name", "event_id", "booking_id", "seller", "tax_id", "currency")
AS_IT_IS = ("number", "kind", "credits", "charged_at", "name", "organiser_id", "seller", "tax_id", "currency")


class MemoryReceipts:
    def __init__(self, views: Books) -> None:
        self.views = views

    async def one(self, booking_id: str, buyer: str) -> bytes | None:
        found = [
            one for one in all_of(self.views, InvoiceView) if (one.booking_id, one.buyer_id) == (booking_id, buyer)
        ]
        items = [told(one, AS_IT_IS) for one in sorted(found, key=lambda one: one.number)]
        return json_of({"booking_id": booking_id, "items": items}) if items else None

    async def of(self, organisation_id: str, size: int, after: int) -> bytes:
        found = [
            one
            for one in all_of(self.views, InvoiceView)
            if one.organiser_id == organisation_id and (not after or one.number < after)
        ]
        items = [told(one, SELLING) for one in sorted(found, key=lambda one: -one.number)[:size]]
        return json_of({"items": items, "next": items[-1]["number"] if len(items) == size else None})


def told(one: InvoiceView, names: tuple[str, ...]) -> dict[str, Any]:
    return {**{name: getattr(one, name) for name in names}, "breakdown": one.breakdown.model_dump()}
