"""The edge's reading of what bookings were charged, from books in memory."""

from choreography.memory.books import Books
from handlers.views.money import InvoiceView
from ops.memory.pages import json_of
from ops.memory.rows import all_of

AS_IT_IS = ("number", "kind", "credits", "charged_at", "name", "organiser_id", "seller", "tax_id", "currency")


class MemoryReceipts:
    def __init__(self, views: Books) -> None:
        self.views = views

    async def one(self, booking_id: str, buyer: str) -> bytes | None:
        found = [
            one for one in all_of(self.views, InvoiceView) if (one.booking_id, one.buyer_id) == (booking_id, buyer)
        ]
        items = [
            {**{name: getattr(one, name) for name in AS_IT_IS}, "breakdown": one.breakdown.model_dump()}
            for one in sorted(found, key=lambda one: one.number)
        ]
        return json_of({"booking_id": booking_id, "items": items}) if items else None
