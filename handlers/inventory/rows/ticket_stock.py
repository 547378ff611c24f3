"""The counters of a ticket type."""

from typing import Self

from choreography.row import Row


class TicketStock(Row, key=("event_id", "ticket_type")):
    """The places of one general-admission ticket type."""

    event_id: str
    ticket_type: str
    price: int
    capacity: int
    held: int = 0
    sold: int = 0
    blocked: int = 0

    def legal(self, old: Self | None) -> bool:
        return (
            self.held >= 0
            and self.sold >= 0
            and self.blocked >= 0
            and self.held + self.sold + self.blocked <= self.capacity
        )

    @property
    def free(self) -> int:
        return self.capacity - self.held - self.sold - self.blocked
