"""What banks ask back."""

from datetime import datetime

from contracts.base import Event, OfBooking


class OfDispute(OfBooking, carries=("dispute_id", "provider_id", "price", "currency")):
    """About one dispute of a payment; `price` is what is disputed."""

    dispute_id: str
    provider_id: str
    price: int
    currency: str


class DisputeOpened(OfDispute, Event):
    """The buyer's bank asks for the money back. The tickets stay good, until somebody decides otherwise."""

    reason: str
    """The provider's: fraudulent, product_not_received, ..."""
    due: datetime | None = None
    """Until when the bank waits for an answer."""


class DisputeFundsWithdrawn(OfDispute, Event):
    """The bank has taken the money, until the dispute is decided."""


class DisputeFundsReinstated(OfDispute, Event):
    """The bank has given the money back."""


class DisputeClosed(OfDispute, Event):
    """It is decided."""

    status: str
    """won, lost; warning_closed if it never was more than a question."""
