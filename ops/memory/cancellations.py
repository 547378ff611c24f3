"""The edge's reading of what calling an event off means, from books in memory."""

from choreography.memory.books import Books
from edge.live.ports import User
from handlers.views.rows import BookingView
from ops.memory.owning import owned
from ops.memory.pages import json_of
from ops.memory.rows import all_of

OVER = ("rejected", "expired", "cancelled")


class MemoryCancellations:
    def __init__(self, views: Books) -> None:
        self.views = views

    async def of_event(self, event_id: str, user: User) -> bytes | None:
        if (event := owned(self.views, event_id, user, "change")) is None:
            return None
        wishes = [one for one in all_of(self.views, BookingView) if one.event_id == event_id]
        open_ = [one for one in wishes if one.state not in (*OVER, "accepted")]
        gone = [one for one in wishes if (one.state, one.reason) == ("cancelled", "event_cancelled")]
        failed = [one for one in open_ + gone if one.refund_failure]
        return json_of(
            {
                "event_id": event_id, "state": event.state, "currency": event.currency,
                "bookings": len(open_), "cancelled": len(gone), "refund": kept(open_ + gone),
                "refunded": sum(one.refunded for one in gone), "failed": len(failed), "at_risk": kept(failed),
                "by_hand": sum(one.price for one in open_ + gone if one.by_hand),
            }
        )  # fmt: skip


def kept(bookings: list[BookingView]) -> int:
    return sum(one.paid - one.refunded for one in bookings)
