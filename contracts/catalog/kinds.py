"""What can be bought, and the pools that it is taken from."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime

from pydantic import BaseModel, ConfigDict, Field

from contracts.base import TICKETS_AT_MOST


class TicketType(BaseModel):
    """What can be bought: seats of the sections that name it, or a general-admission quantity."""

    model_config = ConfigDict(frozen=True)

    name: str
    price: int
    """In the event's currency, minor unit; 0 is free."""
    capacity: int = 0
    """Places of general admission; 0 where the type is sold by seat."""
    min_per_order: int = 1
    max_per_order: int = TICKETS_AT_MOST
    max_per_buyer: int = 0
    """Of the event's tickets of this type, over all orders of one buyer; 0 where there is no such limit."""
    opens: datetime | None = None
    """From when on the type is sold, within the sale; None: all the time."""
    closes: datetime | None = None

    @property
    def ruled(self) -> bool:
        """Is there anything that an order must obey?"""
        orders = self.min_per_order > 1 or self.max_per_order < TICKETS_AT_MOST
        return orders or bool(self.max_per_buyer or self.opens or self.closes)


class AddOn(BaseModel):
    """What is sold along with tickets, and is no place: parking, a programme, a meal."""

    model_config = ConfigDict(frozen=True)

    name: str
    """No ticket type has it."""
    price: int
    """In the event's currency, minor unit; taxed as tickets are, without a fee."""
    capacity: int
    per_ticket: int = 0
    """At most so many for each ticket of the booking; 0 where there is no such limit."""


class Quota(BaseModel):
    """A pool that ticket types and add-ons share: each one of them takes one of it, as long as there are any."""

    model_config = ConfigDict(frozen=True)

    name: str
    size: int
    ticket_types: tuple[str, ...]
    """Of general admission; a type may be in several quotas, and keeps its own capacity..."""
    add_ons: tuple[str, ...] = Field((), exclude_if=lambda add_ons: not add_ons)
    """...and so does an add-on. Left out where there are none."""


def places(kinds: Iterable[TicketType], quotas: Sequence[Quota]) -> int:
    """The places of general admission: no more can be sold, and where no type is in two quotas all of them can.

    Each type is counted in the smallest of its quotas.
    """
    wanted = Counter[Quota | None]()
    for kind in kinds:
        mine = [quota for quota in quotas if kind.name in quota.ticket_types]
        wanted[min(mine, key=lambda quota: quota.size, default=None)] += kind.capacity
    return sum(min(count, quota.size) if quota else count for quota, count in wanted.items())
