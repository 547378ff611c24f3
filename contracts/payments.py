"""Payments: intents, refunds and the ledger."""

from contracts.base import Event, OfBooking


class PaymentRequired(OfBooking, Event):
    """The provider waits for the buyer's card; `client_secret` lets the buyer's page pay this one intent."""

    provider_id: str
    client_secret: str
    price: int
    currency: str


class PaymentSucceeded(OfBooking, Event):
    """The money arrived."""

    provider_id: str
    price: int
    currency: str


class PaymentFailed(OfBooking, Event):
    """The provider declined; the intent is closed."""

    provider_id: str
    reason: str


class PaymentRefunded(OfBooking, Event):
    """The money went back to where it came from."""

    provider_id: str
    price: int
    currency: str
