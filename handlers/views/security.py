"""Rows of what operators should look at."""

from datetime import datetime

from choreography.row import Row
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
