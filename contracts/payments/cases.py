"""Where the provider and we do not agree."""

from typing import Literal

from contracts.base import Command, Event, OfBooking
from contracts.payments.asking import OPERATORS, Dependency, OfProvider


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
