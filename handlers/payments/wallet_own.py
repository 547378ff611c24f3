"""What payments says to itself of saved payment methods, and what it asks of the provider."""

from choreography.vocabulary import Effect, Own
from contracts.payments import OfPayer, OfPaying, OfSetup, SavedMethod
from handlers.payments.own import OfIntent


class OfMethod(OfPayer, carries=("method_id",)):
    """About one of a person's payment methods."""

    method_id: str


class BeginSetup(OfSetup, Effect):
    """The provider is to wait for a card of the person's."""

    customer_id: str
    """Empty if the provider does not know the person yet."""


class SetupBegun(OfSetup, Own):
    """The provider knows the person, and waits for the card."""

    customer_id: str
    client_secret: str


class FindCustomer(OfPaying, Effect, carries=("event_id", "customer_id")):
    """The provider is to know the person by whom a booking is paid."""

    event_id: str
    customer_id: str
    """Empty if it does not yet."""


class CustomerFound(OfPaying, Own, carries=("event_id",)):
    """It does."""

    event_id: str
    customer_id: str


class KeepPaid(OfIntent, Effect, carries=("customer_id",)):
    """The provider is to keep for the person what the intent is paid with."""

    customer_id: str


class PaidKept(OfIntent, Own):
    """It was asked to; `reason` is its code if it would not, else empty."""

    reason: str


class ReadMethod(OfMethod, Effect):
    """The provider is asked what it keeps: that is so, whatever its words came to us late, twice or never."""


class MethodRead(OfMethod, Own):
    """What it keeps; `customer_id` is for whom, empty if for nobody."""

    customer_id: str
    found: SavedMethod | None


class DetachMethod(OfMethod, Effect):
    """The provider is to keep it no more."""


class MethodDetached(OfMethod, Own):
    """It does not."""


class DeleteCustomer(OfPayer, Effect):
    """The provider is to forget the person, and all that it keeps for them."""

    customer_id: str


class CustomerDeleted(OfPayer, Own):
    """It has."""

    customer_id: str


class ChargeMethod(OfIntent, Effect, carries=("customer_id", "method_id")):
    """The provider is to take a booking's money with what it keeps for the buyer."""

    customer_id: str
    method_id: str


class MethodCharged(OfIntent, Own):
    """It was asked to; `reason` is its code if it would not, else empty."""

    reason: str
