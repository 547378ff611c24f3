"""What waits for an operator: differences that nobody has settled, and money of nobody."""

from typing import Any

from choreography.memory.books import Books
from choreography.sight.measures import Gauge
from handlers.payments.rows import MoneyCase, Stray
from handlers.payments.service import payments

WAITING = ("open", "proposed", "failed")
"""States of a case that an operator must do something about."""
CASES = f"select count(*) from money_case where state in {WAITING}"  # noqa: S608
STRAYS = "select count(*) from stray"


async def open_cases(place: Any) -> float:
    if not isinstance(place, Books):
        return float(await place.fetchval(CASES))
    cases: list[Any] = list(place.rows.get(MoneyCase, {}).values())
    return float(sum(one.state in WAITING for one in cases))


async def strays(place: Any) -> float:
    """All that ever were: one more is news."""
    return float(len(place.rows.get(Stray, {})) if isinstance(place, Books) else await place.fetchval(STRAYS))


payments.gauges = (
    Gauge("money_cases_open", "Differences in money that wait for an operator.", open_cases),
    Gauge("stray_payments", "What the provider told of payments that are none of ours.", strays),
)
