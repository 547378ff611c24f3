"""What promotions remembers: each code, which bookings have it, and how many of one buyer."""

from datetime import datetime
from typing import Literal, Self

from choreography.row import Row
from contracts.catalog import ByOrganiser
from contracts.rights import may, role_of


class Promotion(Row, key=("promotion_id",), audited=True):
    """A code of an organiser, and how many bookings have it."""

    promotion_id: str
    organiser_id: str
    code: str
    percent: int = 0
    amount: int = 0
    currency: str = ""
    ticket_types: tuple[str, ...] = ()
    min_tickets: int = 1
    event_ids: tuple[str, ...] = ()
    valid_from: datetime | None = None
    valid_until: datetime | None = None
    uses_at_most: int = 0
    per_buyer: int = 0
    active: bool = True
    uses: int = 0

    def legal(self, old: Self | None) -> bool:
        return self.uses >= 0 and (self.uses_at_most == 0 or self.uses <= self.uses_at_most)

    def obeys(self, asked: ByOrganiser) -> bool:
        """Is it for this person to end it?"""
        return may(role_of(self.organiser_id, asked.organiser_id, asked.by_operator, asked.roles), "change")


class Use(Row, key=("promotion_id", "booking_id")):
    """What one booking has of a code. `attempt` counts how often it asked."""

    promotion_id: str
    booking_id: str
    event_id: str
    buyer_id: str
    state: Literal["held", "returned", "refused"]
    attempt: int


class BuyerUses(Row, key=("promotion_id", "buyer_id")):
    """How many bookings of one buyer have a code that says how many may."""

    promotion_id: str
    buyer_id: str
    uses: int = 0

    def legal(self, old: Self | None) -> bool:
        return self.uses >= 0
