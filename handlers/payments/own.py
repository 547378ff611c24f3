"""What payments says to itself, and what it asks of the provider."""

from datetime import datetime
from typing import Any

from choreography.vocabulary import Effect, Own
from contracts.base import Message, OfBooking, OfEvent
from contracts.payments import Dependency, OfCase, OfProvider
from handlers.payments.gateway import ObjectKind, ReadKind


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


class ReadCard(OfIntent, Effect):
    """With which card was it paid?"""


class CardRead(OfBooking, Own, carries=("card",)):
    """With this one, as a keyed hash; empty if with none that the provider knows again."""

    card: str


class FreeCard(OfBooking, Own, carries=("card",)):
    """The money of a booking goes back, and its tickets are not the card's any more."""

    card: str


class CardKeeps(OfBooking, Own, carries=("card",)):
    """So many tickets of the booking are the card's from now on: some were given up."""

    card: str
    size: int


class CancelAgain(OfBooking, Own):
    """The intent could not be cancelled before, since a slow payment was under way."""


class CompareBooking(OfBooking, Own):
    """Do the booking and the money that is here for it agree by now?"""

    provider: Dependency = "stripe"
    price: int = 0
    """For which it was confirmed; 0: it was not."""
    currency: str = ""


class CompareRefunds(OfBooking, Own):
    """Has what its booking granted gone back by now, and no more?"""

    provider: Dependency = "stripe"
    grants: int = 0

    @property
    def case_id(self) -> str:
        return f"{self.booking_id}.refunds"

    @property
    def after(self) -> str:
        """Before all of the booking's refunds."""
        return ""


class SettleParts(OfBooking, Own):
    """What went back may have settled parts that failed, or settles them no more."""

    after: str = ""
    """Before all of the booking's refunds."""


class CompareLedger(OfBooking, Own):
    """Do the entries of the ledger come to what its payment says?"""

    provider: Dependency = "stripe"
    again: bool = False
    """Did they differ before?"""
    after: str = ""
    """The last entry that was added up..."""
    came: int = 0
    """...and what all up to it come to."""
    none: str = ""
    """After which refunds begin."""

    @property
    def case_id(self) -> str:
        return f"{self.booking_id}.ledger"


class RefundPayment(Due, OfIntent, Effect, carries=("attempt",)):
    """All of the money that is left is to go back."""

    attempt: int


class DisputeHeard(Due, OfIntent, Own, carries=("dispute_id",)):
    """What the provider says of a dispute; what it does not say is empty, or false."""

    dispute_id: str
    status: str
    reason: str
    due: datetime | None
    withdrawn: bool
    reinstated: bool


class ReadProvider(OfProvider, Effect, carries=("kind", "since")):
    """The provider is asked what it has: a page of the objects of a kind, from the newest to those made at `since`; or
    of the changes since then."""

    kind: ReadKind
    since: datetime
    after: str = ""
    """The last object of the page before."""


class ProviderRead(OfProvider, Own, carries=("kind", "since")):
    """A page; `next` is where the following one begins, if there is one."""

    kind: ReadKind
    since: datetime
    objects: tuple[dict[str, Any], ...]
    next: str


class ReadObject(OfProvider, Effect, carries=("kind", "case_id", "provider_id")):
    """It looked different, but page and row may be of different moments; or it is older, and has changed of late: the
    provider is asked for this one."""

    kind: ObjectKind
    case_id: str
    provider_id: str
    again: bool = True
    """Had it looked different?"""
    last: bool = False
    """As of what is read."""


class ReadLater(OfProvider, Own, subject="case_id", carries=("kind", "case_id", "provider_id")):
    """What may be on its way has come: it is to be looked at now."""

    kind: ObjectKind
    case_id: str
    provider_id: str
    again: bool = False


class ObjectRead(OfProvider, Own, subject="case_id", carries=("kind", "case_id", "provider_id")):
    """One object as the provider has it now; `again` if it was asked for alone, since it had looked different."""

    kind: ObjectKind
    case_id: str
    provider_id: str
    """Of the payment intent."""
    about: dict[str, Any]
    again: bool = False
    last: bool = False
    """It is looked at no more until it changes: so that the ledger of its payment is compared once."""

    @property
    def dispute_id(self) -> str:
        """As which it is found among the disputes, if it is one."""
        return self.case_id


class ReadNoticed(Effect, key="object_id", carries=("provider_event_id", "kind", "read_as", "object_id")):
    """The object that a thin event names is to be read."""

    provider_event_id: str
    kind: str
    read_as: ObjectKind
    object_id: str


class NoticedRead(Own, key="object_id", carries=("provider_event_id", "kind", "read_as", "object_id")):
    """The object as the provider has it now."""

    provider_event_id: str
    kind: str
    read_as: ObjectKind
    object_id: str
    about: dict[str, Any]

    @property
    def provider_id(self) -> str:
        """Of the payment intent."""
        return str(self.about.get("payment_intent") or self.object_id)


class RefundCase(Due, OfCase, Effect, carries=("provider_id",)):
    """Money that should not be here is to go back."""

    provider_id: str
    attempt: int = 0


class CaseRefunded(OfCase, Own, carries=("attempt",)):
    """`reason` is empty if the money goes back, else the provider's code."""

    reason: str
    attempt: int = 0
    pending: bool = False
    """Whether it goes back is not known yet."""


class RefundPart(Due, OfIntent, Effect, carries=("refund_id", "attempt")):
    """A part of the money is to go back."""

    refund_id: str
    attempt: int


class PartRefunded(OfBooking, Own, carries=("refund_id", "attempt")):
    """What the provider says of a refund in part; `reason` is its code if it failed, or will not be made."""

    refund_id: str
    attempt: int
    status: str
    reason: str = ""


class RefundedByHand(Due, OfBooking, Own, carries=("refund_id",)):
    """What the provider says of a refund that we did not ask for; `refund_id` is its own name for it."""

    refund_id: str
    status: str
    reason: str = ""


class DisputeDecided(OfBooking, Own):
    """A bank keeps what it took for good, or does so no more."""


class RefundDone(OfBooking, Own, carries=("attempt",)):
    """The provider has the refund; `status` says how far it is."""

    attempt: int
    status: str
    reason: str = ""


class RefundRefused(OfBooking, Own, carries=("attempt",)):
    """The provider will not refund; `reason` is its code."""

    attempt: int
    reason: str


class TellBalance(OfEvent, Own):
    """The event's balance has changed since it was last told."""
