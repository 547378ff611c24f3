from collections.abc import Iterator
from datetime import datetime

from choreography.vocabulary import Timer
from contracts.users import AcknowledgeAlert, AlertAcknowledged, AlertResolved, ResolveAlert
from handlers.users.own import SettleAlert
from handlers.users.risk import resolved
from handlers.users.rows import AccountRisk, SecurityAlert
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
def resolve_alert(
    asked: ResolveAlert | SettleAlert, alert: SecurityAlert, risk: AccountRisk | None, now: datetime
) -> Iterator[SecurityAlert | AlertResolved | AccountRisk | Timer]:
    if not alert.resolved_by:
        yield alert.but(resolved_by=asked.operator_id)
        yield from resolved(risk, alert.alert_id, now)
    yield AlertResolved.of(alert, operator_id=alert.resolved_by or asked.operator_id)
