"""The edge's reading of blocks, from books in memory."""

from typing import Any

from choreography.memory.books import Books
from edge.live.ports import User
from handlers.views.rows import BlockView
from ops.memory.owning import owned
from ops.memory.pages import page
from ops.memory.rows import all_of


class MemoryBlocks:
    def __init__(self, views: Books) -> None:
        self.views = views

    async def of_event(self, event_id: str, user: User, after: str, size: int) -> bytes | None:
        if owned(self.views, event_id, user, "change") is None:
            return None
        mine = [one for one in all_of(self.views, BlockView) if one.event_id == event_id and one.state == "blocked"]
        behind = sorted((one for one in mine if one.block_id > after), key=lambda one: one.block_id)
        return page([*map(shown, behind)], size)


def shown(one: BlockView) -> dict[str, Any]:
    said = {name: getattr(one, name) for name in ("seats", "ticket_type", "quantity", "reason", "created_at")}
    return {"id": one.block_id, **said}
