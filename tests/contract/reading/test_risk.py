"""What the edge reads of the risk of accounts."""

import json

from handlers.views.security import RiskView
from tests.contract.reading.conftest import NOW, Shown


async def test_of_whom_nobody_spoke_the_risk_is_normal(shown: Shown) -> None:
    await shown.views(RiskView("ann", "raised", "oda", NOW, 1))
    read = [json.loads(await shown.reading.alerts.risk(who)) for who in ("ann", "nobody")]
    since = {"since": NOW.isoformat(), "operator_id": "oda"}
    assert read[0] == {"account_id": "ann", "risk": "raised", **since}
    assert read[1] == {"account_id": "nobody", "risk": "normal", "since": None, "operator_id": ""}


async def test_those_whose_risk_is_raised_are_told_together(shown: Shown) -> None:
    await shown.views(RiskView("ben", "raised", "", NOW, 1), RiskView("eve", "normal", "", NOW, 2))
    found = await shown.reading.alerts.raised()
    assert "ben" in found and not {"eve", "nobody"} & found
