"""Rows of what an event brought, for its organiser and for operators, and of what was invoiced, for its buyer."""

from datetime import datetime

from choreography.row import Row
from contracts.invoices import Kind
from contracts.payments import CaseState
from contracts.prices import Breakdown
from handlers.views.rows import UNKNOWN


class BalanceView(Row, key=("event_id",)):
    """What the ledger says of an event."""

    event_id: str
    currency: str = ""
    sales: int = 0
    tax: int = 0
    fees: int = 0
    paid: int = 0
    disputed: int = 0
    offline: int = 0
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


class MoneyCaseView(Row, key=("provider", "case_id")):
    """A difference between the provider and us; nobody sees it before it is known what it is."""

    provider: str
    case_id: str
    kind: str = ""
    booking_id: str = ""
    expected: int = 0
    found: int = 0
    currency: str = ""
    proposal: str = ""
    opened_at: datetime = UNKNOWN
    opened_version: int = -1
    proposed_by: str = ""
    applied_by: str = ""
    asked_version: int = -1
    state: CaseState = "open"
    reason: str = ""
    state_version: int = -1


class InvoiceView(Row, key=("event_id", "matter")):
    """An invoice or a credit note, as it was issued."""

    event_id: str
    matter: str
    booking_id: str
    buyer_id: str
    organiser_id: str
    number: int
    kind: Kind
    credits: int
    charged_at: datetime
    name: str
    seller: str
    tax_id: str
    currency: str
    breakdown: Breakdown
