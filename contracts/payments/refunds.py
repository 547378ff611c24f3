"""What goes back."""

from contracts.base import Command, Event, OfBooking
from contracts.payments.asking import OPERATORS
from contracts.prices import Breakdown


class RetryRefund(OfBooking, Command, topic=OPERATORS):
    """An operator has a refund that failed tried once more."""

    refund_id: str = ""
    """Of a refund in part; empty: that of all that is left."""

    @property
    def after(self) -> str:
        """Before all of the booking's refunds."""
        return ""


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


class RefundSettled(OfBooking, Event):
    """A part that failed is owed no more: as much went back otherwise, as by the hand of somebody at the provider."""

    refund_id: str
    price: int
    currency: str
    settled_by: str
    """The refunds by which it went; one that somebody made has the provider's name, and that knows who it was. And
    `dispute`, where a bank keeps what it took, or `rest`, where it was all that was left."""


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
    """There is none to ask for: `state` is its own, or that of the rest, which goes first, or `settled`."""

    state: str
