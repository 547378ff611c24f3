"""What banks ask back."""

from datetime import datetime

from choreography.row import Row

STATUSES = (
    "warning_needs_response", "warning_under_review", "warning_closed", "needs_response", "under_review", "lost", "won",
)  # fmt: skip
"""Of a dispute, in the order in which they follow: a warning is a question without money; a lost one may be won yet."""
ENDED = ("warning_closed", "lost", "won")


class Dispute(Row, key=("event_id", "booking_id", "dispute_id"), unique=("dispute_id",)):
    """A buyer's bank asks for the money of a payment back, takes it, and may return it: told in any order."""

    event_id: str
    booking_id: str
    dispute_id: str
    buyer_id: str
    provider_id: str
    price: int
    currency: str
    status: str = ""
    reason: str = ""
    due: datetime | None = None
    """Until when the bank waits for an answer."""
    withdrawn: bool = False
    reinstated: bool = False

    @property
    def away(self) -> int:
        """How much the bank holds now."""
        return self.price if self.withdrawn and not self.reinstated else 0

    @property
    def lost(self) -> int:
        """How much of that for good."""
        return self.away if self.status == "lost" else 0
