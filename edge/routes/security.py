"""Security alerts and the risk of accounts, as operators look after them."""

from litestar import get, post, put
from litestar.params import JSONBody
from litestar.response.base import ASGIResponse

from contracts.users import AcknowledgeAlert, AcknowledgeIncident, CloseIncident, ResolveAlert, SetRisk, account_in
from edge.asking.reply import Place
from edge.auth.guards import role
from edge.bodies.security import IncidentNote, RiskChange
from edge.paths import AccountId, AlertId
from edge.routes.common import AnyRequest, ask, asked_of, shown, user_of
from edge.routes.events import Size, Word
from edge.world import Here, World

OPERATORS = [role("operator")]
ALERTS = "/security/alerts"
INCIDENTS = "/security/incidents"
RISK = "/security/accounts/{account_id:str}/risk"


@get(ALERTS, guards=OPERATORS, tags=["operating"])
async def alerts(world: Here, after: Word = "", limit: Size = 50) -> ASGIResponse:
    """Accounts that passed a threshold, the newest first: `open`, `acknowledged` or `resolved`.

    `next` goes into `after`.
    """
    return shown(await world.alerts.newest(limit, after), "page")


@post(ALERTS + "/{alert_id:str}/acknowledge", guards=OPERATORS, status_code=200, tags=["operating"])
async def acknowledge_alert(request: AnyRequest, world: Here, alert_id: AlertId) -> ASGIResponse:
    """I look after it. Who was first stays."""
    return await answer(request, world, AcknowledgeAlert, alert_id)


@post(ALERTS + "/{alert_id:str}/resolve", guards=OPERATORS, status_code=200, tags=["operating"])
async def resolve_alert(request: AnyRequest, world: Here, alert_id: AlertId) -> ASGIResponse:
    """Nothing is left to do."""
    return await answer(request, world, ResolveAlert, alert_id)


async def answer(
    request: AnyRequest, world: World, kind: type[AcknowledgeAlert | ResolveAlert], alert_id: str
) -> ASGIResponse:
    command = kind(account_id=account_in(alert_id), alert_id=alert_id, operator_id=user_of(request).id)
    return await ask(world, command, asked_of(request, world), Place(alert_id, ALERTS))


@get(INCIDENTS, guards=OPERATORS, tags=["operating"])
async def incidents(world: Here, after: Word = "", limit: Size = 50) -> ASGIResponse:
    """What there is to work off: the alerts about one account, the newest first: `open`, `acknowledged` or `closed`.

    `next` goes into `after`.
    """
    return shown(await world.alerts.incidents(limit, after), "page")


@post(INCIDENTS + "/{incident_id:str}/acknowledge", guards=OPERATORS, status_code=200, tags=["operating"])
async def acknowledge_incident(request: AnyRequest, world: Here, incident_id: AlertId) -> ASGIResponse:
    """I look after it. Who was first stays."""
    command = AcknowledgeIncident(**named(incident_id), operator_id=user_of(request).id)
    return await ask(world, command, asked_of(request, world), Place(incident_id, INCIDENTS))


@post(INCIDENTS + "/{incident_id:str}/close", guards=OPERATORS, status_code=200, tags=["operating"])
async def close_incident(
    request: AnyRequest, world: Here, incident_id: AlertId, data: JSONBody[IncidentNote]
) -> ASGIResponse:
    """It is done, and this was to do. Its alerts are resolved with it."""
    command = CloseIncident(**named(incident_id), operator_id=user_of(request).id, note=data.note)
    return await ask(world, command, asked_of(request, world), Place(incident_id, INCIDENTS))


def named(incident_id: str) -> dict[str, str]:
    return {"account_id": account_in(incident_id), "incident_id": incident_id}


@get(RISK, guards=OPERATORS, tags=["operating"])
async def risk(world: Here, account_id: AccountId) -> ASGIResponse:
    """`raised` while an alert of the account is open, and for a day after, or because an operator said so."""
    return shown(await world.alerts.risk(account_id), "account")


@put(RISK, guards=OPERATORS, status_code=200, tags=["operating"])
async def set_risk(request: AnyRequest, world: Here, account_id: AccountId, data: JSONBody[RiskChange]) -> ASGIResponse:
    """Raise it until it is lowered again, or lower it until the next alert."""
    command = SetRisk(account_id=account_id, risk=data.risk, operator_id=user_of(request).id)
    where = Place(account_id, RISK.replace("{account_id:str}", account_id))
    return await ask(world, command, asked_of(request, world), where)
