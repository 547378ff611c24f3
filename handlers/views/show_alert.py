from collections.abc import Iterator

from contracts.users import AbuseAlerted, AlertAcknowledged, AlertResolved, SecurityAlerted
from handlers.views.security import AlertView
from handlers.views.service import views


@views.step
def show_alert(said: SecurityAlerted | AbuseAlerted, view: AlertView | None) -> Iterator[AlertView]:
    view = view or AlertView(said.account_id, said.alert_id)
    yield view.but(kind=said.kind, count=said.count, since=said.since, until=said.until)


@views.step
def show_acknowledged(said: AlertAcknowledged, view: AlertView | None) -> Iterator[AlertView]:
    yield (view or AlertView(said.account_id, said.alert_id)).but(acknowledged_by=said.operator_id)


@views.step
def show_resolved(said: AlertResolved, view: AlertView | None) -> Iterator[AlertView]:
    yield (view or AlertView(said.account_id, said.alert_id)).but(resolved_by=said.operator_id)
