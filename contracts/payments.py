"""Payments: intents, refunds and the ledger."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from contracts.base import Command, Event, Message, OfBooking, OfEvent
from contracts.edge import StripeSaid
from contracts.prices import Breakdown
from contracts.sealed import Sealed

OPERATORS = "payments.operators"
"""Only the command line may write here."""
Dependency = Literal["stripe"]
"""What payments calls."""
METHODS_AT_MOST = 10
"""Payment methods that one person may save."""
MethodId = Annotated[str, Field(pattern=r"^pm_[A-Za-z0-9_]{1,60}$")]
"""The provider's: nothing that is typed on a card fits it."""


class RetryRefund(OfBooking, Command, topic=OPERATORS):
    """An operator has a refund that failed tried once more."""

    refund_id: str = ""
    """Of a refund in part; empty: that of all that is left."""


class ResetBreaker(Command, key="dependency", carries=("dependency",), topic=OPERATORS):
    """An operator has the provider called again, now: it is back, and the open circuit breaker would wait."""

    dependency: Dependency


class BreakerReset(Event, key="dependency", carries=("dependency",), answers=ResetBreaker, status=202):
    """Every copy of the service that listens is told. One that is not waits until its breaker probes by itself."""

    dependency: Dependency


class OfProvider(Message, key="provider", carries=("provider",)):
    """About all that one provider holds for us."""

    provider: Dependency


class Reconcile(OfProvider, Command, topic=OPERATORS):
    """What the provider has is to be compared with what we have."""


class ReconciliationStarted(OfProvider, Event, answers=Reconcile, status=202):
    """All that was made at the provider since then is looked at."""

    since: datetime


class OfCase(OfProvider, subject="case_id", carries=("case_id",)):
    """About one difference; it is named like the provider's object."""

    case_id: str


CaseState = Literal["open", "proposed", "applying", "applied", "failed", "gone"]


class CaseOpened(OfCase, Event, carries=("kind", "booking_id", "expected", "found", "currency", "proposal")):
    """The provider and we do not agree, and nothing that will be heard of can end it: an operator must decide."""

    kind: str
    booking_id: str
    """Empty where it is nobody's."""
    expected: int
    found: int
    currency: str
    proposal: str
    """What an operator might do: refund, retry, book, settle, void, look."""


class ApplyCase(OfCase, Command, carries=("operator",), topic=OPERATORS):
    """An operator has the proposed step taken. Where money moves, two must ask for it."""

    operator: str


class ApplyCaseSigned(OfCase, Command, carries=("operator",)):
    """The same of an operator who is signed in: the edge has read the account from the access token."""

    operator: str


class CaseProposed(OfCase, Event, carries=("operator",), answers=(ApplyCase, ApplyCaseSigned), status=202):
    """Money would move: another operator must ask for it too."""

    operator: str


class CaseApplied(OfCase, Event, carries=("proposal",), answers=(ApplyCase, ApplyCaseSigned), status=202):
    """The step is taken."""

    proposal: str
    operator: str
    first: str
    """Who had proposed it; empty where nobody had to."""


class CaseDecided(OfBooking, Event, carries=("provider", "case_id", "kind", "found")):
    """Two operators want the step taken that a case of a booking's money proposes."""

    provider: Dependency
    case_id: str
    kind: str
    step: str
    """retry: what should have gone back is asked for anew; book: what went back counts as granted; settle: what was
    granted has gone back otherwise; void: the booking ends, and what is here for it goes back."""
    found: int
    """What was there, in the minor unit."""
    attempt: int = 0

    @property
    def after(self) -> str:
        """Before all of the booking's refunds."""
        return ""


class CaseEnded(OfCase, Event, carries=("state",)):
    """What became of it: `applied`, once what was to go has gone; `gone`, since both agree again; or `failed`, and it
    may be proposed anew."""

    state: CaseState
    reason: str = ""
    """Why it failed: the provider's code, still_differs or nothing_fits."""


class CaseNotApplied(OfCase, Event, carries=("state",), answers=(ApplyCase, ApplyCaseSigned), status=409):
    """The same operator asked twice, or it is applied already; `state` is the case's.

    `reason` is signed_in_only where the name of whoever asks is not enough.
    """

    state: str
    reason: str = ""


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


class PaymentCleared(OfBooking, Event, carries=("provider_id",)):
    """The card of what had arrived has no more tickets of the event than it may: the money is kept."""

    provider_id: str


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


class PaymentRefunded(OfBooking, Event):
    """So much money went back to where it came from."""

    provider_id: str
    price: int
    currency: str
    breakdown: Breakdown | None = None
    refund_id: str = ""
    """Of a refund in part; empty: it was all that was left."""
    total: int = 0
    """What went back by now, with this; 0 where it was told before there were parts: it was all."""
    reason: str = ""
    """paid_another_way: the organiser had the money already, and what came here was too much."""


class RefundFailed(OfBooking, Event):
    """The money is still here though it should have gone back: an operator must look."""

    provider_id: str
    reason: str
    price: int
    currency: str
    refund_id: str = ""
    """Of a refund in part; empty: it was all that was left."""
    total: int = 0
    """What went back by now, without this."""


class PaidOffline(OfBooking, Event, carries=("price", "currency", "breakdown")):
    """The event's organiser has the money: it came another way than through the provider."""

    price: int
    currency: str
    breakdown: Breakdown | None = None


class OfflineRefundDue(OfBooking, Event, carries=("currency",)):
    """The event's organiser owes the buyer so much of what came another way; nobody sends it to the provider."""

    price: int
    currency: str
    breakdown: Breakdown | None = None
    refund_id: str = ""
    """Of a refund in part; empty: it was all that was left."""
    total: int
    """What the organiser owes the buyer by now, with this."""


class RefundRetried(OfBooking, Event, answers=RetryRefund, status=202):
    """The provider is asked once more; `attempt` counts how often it was."""

    attempt: int


class RefundRetryRefused(OfBooking, Event, answers=RetryRefund, status=409):
    """There is no failed refund; `state` is the payment's."""

    state: str


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


class OfPayout(OfEvent, key="event_id", subject="payout_id", carries=("payout_id",)):
    """About one payment to an event's organiser."""

    payout_id: str


class RequestPayout(OfPayout, Command):
    """An operator wants the organiser to be paid; the id is chosen by who asks."""

    operator_id: str
    amount: int
    """In the currency's minor unit."""


class ConfirmPayout(OfPayout, Command):
    """Another operator has paid it."""

    operator_id: str


class PayoutRequested(OfPayout, Event, answers=RequestPayout, status=201, carries=("amount", "currency", "asked_by")):
    """It waits for another operator; nothing has moved."""

    amount: int
    currency: str
    asked_by: str


class PayoutPaid(OfPayout, Event, answers=ConfirmPayout, carries=("amount", "currency", "asked_by", "paid_by")):
    """The organiser was paid, and so much less is owed."""

    amount: int
    currency: str
    asked_by: str
    paid_by: str


class PayoutRefused(OfPayout, Event, answers=(RequestPayout, ConfirmPayout), status=409):
    """Nothing was paid; `reason` is exists, more_than_owed, same_operator or paid."""

    reason: str


class BalanceChanged(OfEvent, Event, carries=("currency", "sales", "tax", "fees", "disputed", "offline", "paid")):
    """What the ledger says of an event now, of all that was not given back."""

    currency: str
    sales: int
    """What its organiser earned."""
    tax: int
    fees: int
    paid: int
    """What its organiser was paid out; `sales` less this, and less what is `disputed` or `offline`, is owed."""
    disputed: int = 0
    """What banks took back and hold: its organiser bears it."""
    offline: int = 0
    """What its organiser got another way than from us."""


class StripeEventMatched(StripeSaid, OfBooking, Event):
    """The provider's word about an object without our metadata, once it is known whose intent it is about."""


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
