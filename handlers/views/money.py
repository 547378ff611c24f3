"""Rows of what an event brought, for its organiser and for operators."""

from datetime import datetime

from choreography.row import Row
from handlers.views.rows import UNKNOWN


class BalanceView(Row, key=("event_id",)):
    """What the ledger says of an event."""

    event_id: str
    currency: str = ""
    sales: int = 0
    tax: int = 0
    fees: int = 0
    paid: int = 0
    balance_version: int = -1


class PayoutView(Row, key=("event_id", "payout_id")):
    """A payment to the event's organiser; `paid_by` is empty until it is paid."""

    event_id: str
    payout_id: str
    amount: int = 0
    currency: str = ""
    asked_by: str = ""
    asked_at: datetime = UNKNOWN
    paid_by: str = ""
    paid_at: datetime | None = None
