"""What became of a case: the row, and the word of it."""

from collections.abc import Iterator

from contracts.payments import CaseEnded, CaseState
from handlers.payments.rows import MoneyCase


def ended(case: MoneyCase, state: CaseState, reason: str = "") -> Iterator[MoneyCase | CaseEnded]:
    """A case that is gone keeps the reason for which its step had failed."""
    yield (after := case.but(state=state, reason=case.reason if state == "gone" else reason))
    yield CaseEnded.of(after, reason=reason)
