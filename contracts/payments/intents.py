"""What is due for a booking, and whether it comes."""

from contracts.base import Event, OfBooking
from contracts.edge import StripeSaid
from contracts.prices import Breakdown


class PaymentRequired(OfBooking, Event):
    """The provider waits for the buyer's card; `client_secret` lets the buyer's page pay this one intent."""

    provider_id: str
    client_secret: str
    price: int
    currency: str


class PaymentSettling(OfBooking, Event):
    """The buyer has paid by a slow method: whether the money comes is known in days."""

    provider_id: str


class PaymentSucceeded(OfBooking, Event):
    """The money arrived."""

    provider_id: str
    price: int
    currency: str
    breakdown: Breakdown | None = None
    provisional: bool = False
    """Its card is looked at first: PaymentCleared or PaymentReturned follows."""


class PaymentCleared(OfBooking, Event, carries=("provider_id", "price", "currency")):
    """The card of what had arrived has no more tickets of the event than it may: the money is kept."""

    provider_id: str
    price: int = 0
    """What had arrived; 0, in no currency, in words of before it was told."""
    currency: str = ""


class PaymentReturned(OfBooking, Event, carries=("provider_id", "price", "currency")):
    """What had arrived is not kept, and goes back at once; `reason` is card_limit."""

    provider_id: str
    price: int
    currency: str
    reason: str


class CardTried(OfBooking, Event, carries=("card",)):
    """The buyer paid, or tried to, with this card: a keyed hash. Said only where cards are looked at."""

    card: str


class CardDeclined(OfBooking, Event):
    """A card was declined, and the buyer may try another: the booking keeps its seats."""

    provider_id: str
    reason: str
    """The provider's code: card_declined, expired_card, incorrect_cvc."""


class PaymentFailed(OfBooking, Event):
    """No money will come: the intent is closed at the provider, or was never made (`provider_id` is empty then)."""

    provider_id: str
    reason: str
    """The provider's code: card_declined, expired_card, amount_too_small; `canceled` if someone closed it there."""


class PaidOffline(OfBooking, Event, carries=("price", "currency", "breakdown")):
    """The event's organiser has the money: it came another way than through the provider."""

    price: int
    currency: str
    breakdown: Breakdown | None = None


class StripeEventMatched(StripeSaid, OfBooking, Event):
    """The provider's word about an object without our metadata, once it is known whose intent it is about."""
