"""What people save to pay with."""

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from contracts.base import Command, Event, Message, OfBooking
from contracts.sealed import Sealed

METHODS_AT_MOST = 10
"""Payment methods that one person may save."""
MethodId = Annotated[str, Field(pattern=r"^pm_[A-Za-z0-9_]{1,60}$")]
"""The provider's: nothing that is typed on a card fits it."""


class SavedMethod(BaseModel):
    """A card that the provider keeps for a person. Of its number only the last four digits are known here."""

    model_config = ConfigDict(frozen=True)

    method_id: MethodId
    card: Sealed
    """Its brand and the last four digits, as `visa 4242`."""
    exp_month: Annotated[int, Field(ge=1, le=12)]
    exp_year: Annotated[int, Field(ge=2000, le=2199)]

    def is_expired(self, now: datetime) -> bool:
        """A card is good to the end of its month."""
        return (self.exp_year, self.exp_month) < (now.year, now.month)


class OfPayer(Message, key="account_id", carries=("account_id",)):
    """About the payment methods that one person saved."""

    account_id: str


class OfSetup(OfPayer, key="account_id", subject="setup_id", carries=("setup_id",)):
    """About one wish to save a payment method; its id is chosen by who asks."""

    setup_id: str


class SavePaymentMethod(OfSetup, Command):
    """The person wants to type a card at the provider's, for later bookings."""


class PaymentMethodAwaited(OfSetup, Event, carries=("client_secret",), answers=SavePaymentMethod, status=201):
    """The provider waits for the card; `client_secret` lets the person's page hand in this one."""

    client_secret: str


class PaymentMethodNotAwaited(OfSetup, Event, answers=SavePaymentMethod, status=409):
    """Nothing is saved; `reason` is too_many_methods or account_erased."""

    reason: str


class ChoosePaymentMethod(OfPayer, Command):
    """It is to be the one that is offered first."""

    method_id: str


class RemovePaymentMethod(OfPayer, Command):
    """The provider is to forget it, and so are we."""

    method_id: str


class PaymentMethodMatched(OfPayer, Event, carries=("method_id",)):
    """The provider has said something of a payment method; now it is known whose it is."""

    method_id: str


class PaymentMethodsChanged(
    OfPayer, Event, carries=("methods", "chosen"), answers=(ChoosePaymentMethod, RemovePaymentMethod)
):
    """All payment methods that the person has saved now, and the one that is offered first."""

    methods: tuple[SavedMethod, ...]
    chosen: str
    """Empty where there is none."""


class PaymentMethodUnknown(OfPayer, Event, answers=(ChoosePaymentMethod, RemovePaymentMethod), status=404):
    """The person has saved no such payment method."""


class OfPaying(OfPayer, key="account_id", subject="booking_id", carries=("booking_id",)):
    """About one booking that a person pays, in the partition of the person."""

    booking_id: str


class PayWithMethod(OfPaying, Command, carries=("event_id", "method_id")):
    """A booking is to be paid with what its buyer has saved."""

    event_id: str
    method_id: str


class KeepPaidMethod(OfPaying, Command, carries=("event_id",)):
    """The card that a booking is paid with next is to be saved for its buyer, who types it at the provider."""

    event_id: str


class PaymentMethodRefused(OfPaying, Event, answers=(PayWithMethod, KeepPaidMethod), status=409):
    """It is not paid so, or not saved.

    `reason` is unknown_method or method_expired; too_many_methods, account_erased or nothing_due.
    """

    reason: str


class PaymentMethodAccepted(OfPaying, Event, carries=("method_id",), answers=PayWithMethod, status=202):
    """The provider is asked to take the money; whether it does, the booking tells."""

    method_id: str


class PaidMethodKept(OfPaying, Event, answers=KeepPaidMethod, status=202):
    """Whatever card pays the booking from now on is saved, once the money is there."""


class PaidMethodToBeKept(OfBooking, Event, carries=("customer_id",)):
    """The card that pays the booking is to be saved, said in the booking's own partition; the id is the provider's."""

    customer_id: str


class PaymentMethodOffered(OfBooking, Event, carries=("customer_id", "method_id")):
    """A booking's money is to be taken so, said in the booking's own partition; the ids are the provider's."""

    customer_id: str
    method_id: str
