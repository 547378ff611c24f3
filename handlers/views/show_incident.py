from collections.abc import Iterator

from contracts.users import IncidentAcknowledged, IncidentClosed, IncidentGrew, IncidentOpened
from handlers.views.security import IncidentView
from handlers.views.service import views


@views.step
def show_incident(said: IncidentOpened | IncidentGrew, view: IncidentView | None) -> Iterator[IncidentView]:
    """Its alerts come in any order."""
    view = view or IncidentView(said.account_id, said.incident_id)
    since = min(view.since, said.since) if view.alerts else said.since
    yield view.but(
        kinds=tuple(sorted({*view.kinds, said.kind})), alerts=tuple(sorted({*view.alerts, said.alert_id})),
        since=since, until=max(view.until, said.until),
    )  # fmt: skip


@views.step
def show_incident_acknowledged(said: IncidentAcknowledged, view: IncidentView | None) -> Iterator[IncidentView]:
    yield (view or IncidentView(said.account_id, said.incident_id)).but(acknowledged_by=said.operator_id)


@views.step
def show_incident_closed(said: IncidentClosed, view: IncidentView | None) -> Iterator[IncidentView]:
    view = view or IncidentView(said.account_id, said.incident_id)
    yield view.but(closed_by=said.operator_id, note=said.note)
