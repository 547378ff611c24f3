"""What organisers earned, and are paid."""

from contracts.base import Command, Event, OfEvent


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
