"""The edge's reading of what else is kept of a person, from books in memory."""

from choreography.memory.books import Books
from edge.reading.kept import Dispute, Place
from handlers.views.rows import BookingView, ReceiptView
from ops.memory.rows import all_of


class MemoryKept:
    def __init__(self, views: Books) -> None:
        self.views = views

    async def places(self, buyer: str) -> list[Place]:
        mine = [place_of(one) for one in all_of(self.views, ReceiptView) if one.buyer_id == buyer]
        return sorted(mine, key=lambda one: (one.joined_at, one.place_id))

    async def disputes(self, buyer: str) -> list[Dispute]:
        mine = [one for one in all_of(self.views, BookingView) if one.buyer_id == buyer]
        found = ((one.booking_id, *dispute) for one in mine for dispute in one.disputes.items())
        return [Dispute(booking_id=id_, dispute_id=of, state=state) for id_, of, state in sorted(found)]


def place_of(view: ReceiptView) -> Place:
    told = {name: getattr(view, name) for name in Place.__struct_fields__ if name != "receipt"}
    return Place(receipt=int(view.number), **told)
