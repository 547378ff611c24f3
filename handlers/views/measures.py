"""How long a booking takes, from the row's own times, and which alerts nobody looks after."""

from typing import Any

from choreography.memory.books import Books
from choreography.sight.measures import Duration, Gauge
from handlers.views.rows import BookingState, BookingView
from handlers.views.security import AlertView
from handlers.views.service import views

ENDS: tuple[BookingState, ...] = ("confirmed", "rejected", "expired", "cancelled")


def ended(before: BookingView | None, after: BookingView) -> tuple[str, float] | None:
    """What was over is not over again, as a confirmed booking that is cancelled; one whose money came late is."""
    if after.state not in ENDS or (before and before.state in ENDS):
        return None
    return after.state, (after.updated_at - after.created_at).total_seconds()


views.durations = (Duration("saga_seconds", "From a booking's request to its end, by outcome.", BookingView, ended),)

OPEN = "select count(*) from alert_view where kind <> '' and acknowledged_by = '' and resolved_by = ''"


async def open_alerts(place: Any) -> float:
    if not isinstance(place, Books):
        return float(await place.fetchval(OPEN))
    alerts: list[Any] = list(place.rows.get(AlertView, {}).values())
    return float(sum(bool(one.kind) and not one.acknowledged_by and not one.resolved_by for one in alerts))


views.gauges = (Gauge("security_alerts_open", "Security alerts that no operator looks after.", open_alerts),)
