"""What payments says to itself, and what it asks of the provider."""

from datetime import datetime

from choreography.vocabulary import Effect, Own
from contracts.base import Message, OfBooking


class Due(Message, carries=("price", "currency")):
    """In the currency's minor unit."""

    price: int
    currency: str


class OfIntent(OfBooking, carries=("provider_id",)):
    """About one intent of the provider's."""

    provider_id: str


class CreateIntent(Due, OfBooking, Effect):
    """The provider is to wait for so much money."""


class IntentCreated(OfIntent, Own):
    """The provider waits; whoever has the secret may pay."""

    client_secret: str


class IntentFailed(OfBooking, Own):
    """The provider will not have it; `reason` is its code."""

    reason: str


class CancelIntent(OfIntent, Effect):
    """The provider is to take no more money for it."""


class IntentClosed(Due, OfIntent, Own):
    """What the provider says the intent is now; `price` is what it has received."""

    status: str


class CancelAgain(OfBooking, Own):
    """The intent could not be cancelled before, since a slow payment was under way."""


class RefundPayment(Due, OfIntent, Effect, carries=("attempt",)):
    """All of the money is to go back."""

    attempt: int


class DisputeHeard(Due, OfIntent, Own, carries=("dispute_id",)):
    """What the provider says of a dispute; what it does not say is empty, or false."""

    dispute_id: str
    status: str
    reason: str
    due: datetime | None
    withdrawn: bool
    reinstated: bool


class RefundDone(OfBooking, Own, carries=("attempt",)):
    """The provider has the refund; `status` says how far it is."""

    attempt: int
    status: str
    reason: str = ""


class RefundRefused(OfBooking, Own, carries=("attempt",)):
    """The provider will not refund; `reason` is its code."""

    attempt: int
    reason: str
