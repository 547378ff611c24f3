"""Where the provider and we differ, and how far that was looked for."""

from datetime import datetime

from choreography.row import Row
from contracts.payments import CaseState


class Stray(Row, key=("provider_id", "provider_event_id")):
    """What the provider said of an intent that is none of ours: for an operator to look at, nothing follows from it."""

    provider_id: str
    provider_event_id: str
    kind: str
    price: int
    currency: str
    created: datetime


class Reading(Row, key=("provider",), audited=True):
    """How far the provider was compared with us: `since` is when the oldest was made that is looked at next."""

    provider: str
    since: datetime
    began: datetime | None = None
    """While one is under way."""


class MoneyCase(Row, key=("provider", "case_id"), audited=True):
    """A difference between the provider and us that an operator must decide."""

    provider: str
    case_id: str
    """The provider's object."""
    kind: str
    provider_id: str
    """Of the payment intent."""
    booking_id: str
    """Empty where it is nobody's."""
    expected: int
    found: int
    currency: str
    proposal: str
    at: datetime
    state: CaseState = "open"
    proposed_by: str = ""
    applied_by: str = ""
    reason: str = ""
    """Why it failed: the provider's code."""
    attempt: int = 0
    """How often the provider was asked to refund it."""
    event_id: str = ""
    """Of the booking, as is its buyer; empty where it is nobody's, or was found before this was kept."""
    buyer_id: str = ""
