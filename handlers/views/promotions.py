"""The row of a discount code, for its organiser, and for whoever asks what it makes of a price."""

from datetime import datetime

from choreography.row import Row
from handlers.views.rows import UNKNOWN


class PromotionView(Row, key=("promotion_id",)):
    """A code, and how many bookings have it."""

    promotion_id: str
    organiser_id: str = ""
    """Empty while the code is not known: somebody spoke of its uses, or its end, before."""
    code: str = ""
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
    created_at: datetime = UNKNOWN
    active: bool = True
    uses: int = 0
    uses_version: int = -1
    """The clock of the uses."""
