"""What several of its messages are about, and what they tell of the stock."""

from typing import Literal

from pydantic import Field

from contracts.base import Message, OfEvent


class OfTicketKeys(Message, key="ring", carries=("ring",)):
    """About the keys that ticket codes are signed with."""

    ring: Literal["ticket"]


class OfBlock(OfEvent, key="event_id", subject="block_id", carries=("block_id",)):
    """About places that the organiser keeps from the sale, in the partition of their event."""

    block_id: str


class OfChange(OfEvent, key="event_id", subject="change_id", carries=("change_id",)):
    """About one change of the plan of an event that is sold, in the partition of the event."""

    change_id: str


class OfTicket(OfEvent, key="event_id", subject="booking_id", carries=("booking_id", "ticket")):
    """About one ticket of a booking, in the partition of their event."""

    booking_id: str
    ticket: str
    """The booking, a dot, and the ticket's number in it: the same ticket whatever its code is."""

    @property
    def number(self) -> int:
        return int(self.ticket.rpartition(".")[2])


class Counted(Message):
    """A change of the stock, with what is so after it: by add-on, by ticket type without seats, and of all places, "".

    Both are left out of words of before they were told.
    """

    counts: dict[str, dict[str, int]] = Field(default_factory=dict, exclude_if=lambda counts: not counts)
    """How many are `held`, `sold` and `blocked`, of each that it is about..."""
    free: dict[str, int] = Field(default_factory=dict, exclude_if=lambda free: not free)
    """...and how many can be had, of all in a quota too."""


class Unchanged(Message):
    """An answer that changes nothing of the stock: it tells as of when it is true."""

    stock_seq: int = 0
    """The stock's version that it was judged by; 0 in words of before that was told."""
