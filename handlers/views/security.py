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


class RiskView(Row, key=("account_id",)):
    """Of an account of which nobody spoke it is normal."""

    account_id: str
    risk: Risk = "normal"
    operator_id: str = ""
    since: datetime = UNKNOWN
    turn: int = -1
