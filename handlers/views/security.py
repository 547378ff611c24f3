"""Rows of what operators should look at."""

from datetime import datetime

from choreography.row import Row
from contracts.users import Risk
from handlers.views.rows import UNKNOWN


class AlertView(Row, key=("account_id", "alert_id")):
    """One alert; nobody sees it before it is known what it is about."""

    account_id: str
    alert_id: str
    kind: str = ""
    count: int = 0
    since: datetime = UNKNOWN
    until: datetime = UNKNOWN
    acknowledged_by: str = ""
    resolved_by: str = ""


class IncidentView(Row, key=("account_id", "incident_id")):
    """The alerts about one account until an operator closed it; nobody sees it before its first alert is known."""

    account_id: str
    incident_id: str
    kinds: tuple[str, ...] = ()
    alerts: tuple[str, ...] = ()
    since: datetime = UNKNOWN
    until: datetime = UNKNOWN
    acknowledged_by: str = ""
    closed_by: str = ""
    note: str = ""

    @property
    def state(self) -> str:
        return "closed" if self.closed_by else "acknowledged" if self.acknowledged_by else "open"


class RiskView(Row, key=("account_id",)):
    """Of an account of which nobody spoke it is normal."""

    account_id: str
    risk: Risk = "normal"
    operator_id: str = ""
    since: datetime = UNKNOWN
    turn: int = -1
