"""The edge's reading of queues, from books in memory."""

import msgspec

from choreography.memory.books import Books
from edge.reading.queues import Logged, Mine, Receipt, SeenQueue, state_in
from handlers.views.rows import QueueView, ReceiptView
from ops.memory.rows import all_of, one_of


class MemoryQueues:
    def __init__(self, views: Books) -> None:
        self.views = views

    async def one(self, event_id: str) -> SeenQueue | None:
        found = one_of(self.views, QueueView, event_id)
        if found is None or found.state == "unknown":
            return None
        return SeenQueue(**{name: getattr(found, name) for name in SeenQueue.__struct_fields__})

    async def mine(self, event_id: str, buyer: str) -> Mine | None:
        mine = [one for one in self._of(event_id) if one.buyer_id == buyer]
        if (last := max(mine, key=lambda one: one.number, default=None)) is None:
            return None
        (found,) = self._shown(event_id, [last])
        return Mine(**msgspec.structs.asdict(found), version=last.state_version)

    async def receipts(self, event_id: str, after: int, size: int) -> list[Logged]:
        found = sorted(self._shown(event_id, self._of(event_id)), key=lambda one: one.receipt)
        queue = one_of(self.views, QueueView, event_id)
        served = queue.served if queue else 0
        return [Logged(**msgspec.structs.asdict(one), served=served) for one in found if one.receipt > after][:size]

    def _of(self, event_id: str) -> list[ReceiptView]:
        return [one for one in all_of(self.views, ReceiptView) if one.event_id == event_id]

    def _shown(self, event_id: str, views: list[ReceiptView]) -> list[Receipt]:
        queue = one_of(self.views, QueueView, event_id)
        return [shown(one, queue.state if queue else "") for one in views]


def shown(view: ReceiptView, queue: str) -> Receipt:
    told = {name: getattr(view, name) for name in Receipt.__struct_fields__ if name not in ("receipt", "state")}
    return Receipt(receipt=int(view.number), state=state_in(queue, view.state), **told)
