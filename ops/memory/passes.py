"""The edge's reading of passes, from books in memory."""

from datetime import datetime

from choreography.memory.books import Books
from edge.ids import event_of
from handlers.views.passes import PassView
from handlers.views.rows import BookingView, EventView
from ops.memory.rows import all_of, one_of


class MemoryPasses:
    """`views` are the books of the service of that name."""

    def __init__(self, views: Books) -> None:
        self.views = views

    async def changed(self, booking_id: str) -> datetime | None:
        booking = one_of(self.views, BookingView, event_of(booking_id), booking_id)
        if booking is None:
            return None
        event = one_of(self.views, EventView, booking.event_id)
        return max(booking.updated_at, event.told_at) if event else booking.updated_at

    async def of_device(self, device_id: str) -> dict[str, datetime]:
        mine = [one for one in all_of(self.views, PassView) if one.device_id == device_id and one.registered]
        serials = sorted(one.serial for one in mine)[:1000]
        found = {serial: await self.changed(serial.partition(".")[0]) for serial in serials}
        return {serial: at for serial, at in found.items() if at is not None}
