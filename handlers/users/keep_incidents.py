"""What operators work off: the alerts about one account, until one of them closes the incident with a note."""

from collections.abc import Iterator

from contracts.users import (
    AbuseAlerted,
    AcknowledgeIncident,
    CloseIncident,
    IncidentAcknowledged,
    IncidentClosed,
    IncidentGrew,
    IncidentOpened,
    SecurityAlerted,
)
from handlers.users.own import SettleAlert
from handlers.users.rows import Concern, Incident
from handlers.users.service import users

ALERTS_AT_MOST = 100
"""Of one incident, that are resolved with it; those before them were long ago."""


@users.step
def open_incident(
    said: SecurityAlerted | AbuseAlerted, concern: Concern | None
) -> Iterator[Concern | Incident | IncidentOpened | IncidentGrew]:
    concern = concern or Concern(said.account_id)
    if said.alert_id in concern.alerts:
        return
    if concern.open:
        yield concern.but(alerts=(*concern.alerts, said.alert_id)[-ALERTS_AT_MOST:])
        yield IncidentGrew.of(said, concern, kind=said.kind, since=said.since, until=said.until)
        return
    yield (concern := concern.but(incidents=concern.incidents + 1, open=True, alerts=(said.alert_id,)))
    yield Incident(concern.account_id, concern.incident_id)
    yield IncidentOpened.of(said, concern, kind=said.kind, since=said.since, until=said.until)


@users.step
def acknowledge_incident(
    asked: AcknowledgeIncident, incident: Incident
) -> Iterator[Incident | IncidentAcknowledged | IncidentClosed]:
    """Who comes second is told who was first."""
    if incident.closed_by:
        yield closed(incident)
        return
    if not incident.acknowledged_by:
        yield incident.but(acknowledged_by=asked.operator_id)
    yield IncidentAcknowledged.of(incident, operator_id=incident.acknowledged_by or asked.operator_id)


@users.step
def close_incident(
    asked: CloseIncident, incident: Incident, concern: Concern
) -> Iterator[Incident | Concern | SettleAlert | IncidentClosed]:
    """What is closed already keeps its note."""
    if not incident.closed_by:
        yield (incident := incident.but(closed_by=asked.operator_id, note=asked.note))
        yield concern.but(open=False, alerts=())
        for alert_id in concern.alerts:
            yield SettleAlert.of(asked, alert_id=alert_id, operator_id=asked.operator_id)
    yield closed(incident)


def closed(incident: Incident) -> IncidentClosed:
    return IncidentClosed.of(incident, operator_id=incident.closed_by, note=incident.note)
