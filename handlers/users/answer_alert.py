from collections.abc import Iterator

from contracts.users import AcknowledgeAlert, AlertAcknowledged, AlertResolved, ResolveAlert
from handlers.users.rows import SecurityAlert
from handlers.users.service import users


@users.step
def acknowledge_alert(
    asked: AcknowledgeAlert, alert: SecurityAlert
) -> Iterator[SecurityAlert | AlertAcknowledged | AlertResolved]:
    """Who comes second is told who was first."""
    if alert.resolved_by:
        yield AlertResolved.of(alert, operator_id=alert.resolved_by)
        return
    if not alert.acknowledged_by:
        yield alert.but(acknowledged_by=asked.operator_id)
    yield AlertAcknowledged.of(alert, operator_id=alert.acknowledged_by or asked.operator_id)


@users.step
def resolve_alert(asked: ResolveAlert, alert: SecurityAlert) -> Iterator[SecurityAlert | AlertResolved]:
    if not alert.resolved_by:
        yield alert.but(resolved_by=asked.operator_id)
    yield AlertResolved.of(alert, operator_id=alert.resolved_by or asked.operator_id)
