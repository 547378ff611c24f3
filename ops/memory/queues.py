"""The edge's reading of queues, from books in memory."""

from choreography.memory.books import Books
from edge.reading.queues import Queue, Receipt
from handlers.views.rows import QueueView, ReceiptView
from ops.memory.rows import all_of, one_of


class MemoryQueues:
    def __init__(self, views: Books) -> None:
        self.views = views

    async def one(self, event_id: str) -> Queue | None:
        found = one_of(self.views, QueueView, event_id)
        if found is None or found.state == "unknown":
            return None
        return Queue(**{name: getattr(found, name) for name in Queue.__struct_fields__})

    async def mine(self, event_id: str, buyer: str) -> Receipt | None:
        return max(
            (shown(one) for one in self._of(event_id) if one.buyer_id == buyer),
            key=lambda one: one.receipt, default=None,
        )  # fmt: skip

    async def receipts(self, event_id: str, after: int, size: int) -> list[Receipt]:
        found = sorted(map(shown, self._of(event_id)), key=lambda one: one.receipt)
        return [one for one in found if one.receipt > after][:size]

    def _of(self, event_id: str) -> list[ReceiptView]:
        return [one for one in all_of(self.views, ReceiptView) if one.event_id == event_id]


def shown(view: ReceiptView) -> Receipt:
    named = [name for name in Receipt.__struct_fields__ if name != "receipt"]
    return Receipt(receipt=int(view.number), **{name: getattr(view, name) for name in named})
