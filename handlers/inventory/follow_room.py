from collections.abc import Iterator

from contracts.catalog import EventChanged, EventRescheduled
from handlers.inventory.rows import Stock
from handlers.inventory.service import inventory


@inventory.step
def follow_room(said: EventChanged | EventRescheduled, stock: Stock | None) -> Iterator[Stock]:
    """The event has moved: as many places as the new venue holds it may have. What is on sale stays on sale."""
    if stock and said.room and said.room != stock.room:
        yield stock.but(room=said.room)
