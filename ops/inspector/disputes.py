"""In which order an operator should see disputes."""

from collections.abc import Iterable
from datetime import UTC, datetime

from handlers.payments.rows import ENDED, Dispute

NEVER = datetime.max.replace(tzinfo=UTC)


def by_urgency(disputes: Iterable[Dispute]) -> list[Dispute]:
    """Those that are open first, by when the bank wants its answer."""
    return sorted(disputes, key=lambda one: (one.status in ENDED, one.due or NEVER, one.key))
