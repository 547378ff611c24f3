"""What an operator does at the door of an account at which somebody guesses: in memory, and once on real servers."""

from typing import Any

import pytest

from tests.edge.counter import Counter
from tests.edge.front import Front

pytestmark = [pytest.mark.real, pytest.mark.parametrize("front", ["memory", "real"], indirect=True)]
ALERTS, INCIDENTS = "/security/alerts", "/security/incidents"


async def test_wrong_passwords_are_an_alert_and_its_incident_is_worked_off_by_an_operator(
    front: Front, counter: Counter
) -> None:
    owner, operator = await front.person(), await counter.operator()
    id_ = (await owner.sees("/me"))["id"]
    for _ in range(8):
        await front.client.post("/sessions", json={"mail": owner.mail, "password": "a wrong password"})

    def of_owner(shown: dict[str, Any]) -> list[Any]:
        return [one for one in shown["items"] if one["account_id"] == id_]

    (alert,) = of_owner(await operator.becomes(ALERTS, of_owner))
    assert (alert["kind"], alert["count"], alert["state"]) == ("sign_ins", 8, "open")
    await operator.sees(f"/security/accounts/{id_}/risk", risk="raised", operator_id="")
    path = f"{ALERTS}/{alert['id']}"
    assert (await operator.asks("POST", f"{path}/acknowledge")).json()["type"] == "AlertAcknowledged"
    (incident,) = of_owner(await operator.becomes(INCIDENTS, of_owner))
    assert (incident["kinds"], incident["alerts"], incident["state"]) == (["sign_ins"], [alert["id"]], "open")
    note = {"note": "The owner has a new password."}
    closed = await operator.asks("POST", f"{INCIDENTS}/{incident['id']}/close", json=note)
    assert closed.json()["type"] == "IncidentClosed", closed.text
    await operator.becomes(INCIDENTS, lambda shown: of_owner(shown)[0].items() >= note.items())
    await operator.becomes(ALERTS, lambda shown: of_owner(shown)[0]["state"] == "resolved")
    assert (await operator.asks("POST", f"{path}/resolve")).json()["type"] == "AlertResolved"
    for there in (f"{ALERTS}/nobody-holds-1/resolve", f"{INCIDENTS}/nobody-incident-1/acknowledge"):
        assert (await operator.asks("POST", there)).json()["code"] == "not_found"


async def test_the_risk_of_an_account_is_what_an_operator_says(front: Front, counter: Counter) -> None:
    owner, operator = await front.person(), await counter.operator()
    path = f"/security/accounts/{(await owner.sees('/me'))['id']}/risk"
    await operator.sees(path, risk="normal", since=None)
    for risk in ("raised", "normal"):
        said = await operator.asks("PUT", path, json={"risk": risk})
        assert said.json()["type"] == "RiskChanged", said.text
        await operator.sees(path, risk=risk)
