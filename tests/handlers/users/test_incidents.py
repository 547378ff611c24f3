from datetime import timedelta
from typing import Any

from choreography.testing import START, Bench
from contracts.users import (
    AcknowledgeIncident,
    AlertResolved,
    CloseIncident,
    IncidentAcknowledged,
    IncidentClosed,
    IncidentGrew,
    IncidentOpened,
    Kind,
    SecurityAlerted,
)
from handlers.users.rows import Concern, Incident, SecurityAlert

TIMES: dict[str, Any] = {"since": START, "until": START + timedelta(minutes=9)}
FIRST = {"account_id": "ann", "incident_id": "ann-incident-1"}
SECOND = FIRST | {"incident_id": "ann-incident-2"}
CLOSED = IncidentClosed(**FIRST, operator_id="oda", note="A new password.")


def alerted(kind: Kind = "holds", number: int = 1) -> SecurityAlerted:
    return SecurityAlerted(account_id="ann", alert_id=f"ann-{kind}-{number}", kind=kind, count=10, **TIMES)


def close(by: str = "oda", note: str = "A new password.", **which: str) -> CloseIncident:
    return CloseIncident(**FIRST | which, operator_id=by, note=note)


def test_an_alert_opens_an_incident(users: Bench) -> None:
    users.when(alerted())
    users.then(IncidentOpened(**FIRST, alert_id="ann-holds-1", kind="holds", **TIMES))
    users.then_rows(Incident("ann", "ann-incident-1"), Concern("ann", 1, True, ("ann-holds-1",)))


def test_one_more_alert_of_the_account_is_a_part_of_it_and_a_copy_is_nothing(users: Bench) -> None:
    users.given(alerted())
    users.when(alerted("refunds"))
    users.then(IncidentGrew(**FIRST, alert_id="ann-refunds-1", kind="refunds", **TIMES))
    users.when(alerted("refunds"))
    users.then_nothing()


def test_who_closes_it_says_why_and_its_alerts_are_resolved(users: Bench) -> None:
    users.given(SecurityAlert("ann", "ann-holds-1"), alerted())
    users.when(close())
    users.then(CLOSED)
    users.passes(timedelta())
    users.then(AlertResolved(account_id="ann", alert_id="ann-holds-1", operator_id="oda"))
    users.then_rows(Incident("ann", "ann-incident-1", closed_by="oda", note="A new password."))


def test_who_comes_second_is_told_who_was_first(users: Bench) -> None:
    users.given(alerted())
    for who in ("oda", "otto"):
        users.when(AcknowledgeIncident(**FIRST, operator_id=who))
        users.then(IncidentAcknowledged(**FIRST, operator_id="oda"))
    users.given(close())
    for late in (close("otto", "Another note."), AcknowledgeIncident(**FIRST, operator_id="otto")):
        users.when(late)
        users.then(CLOSED)


def test_an_alert_after_that_is_another_incident_and_the_old_one_stays_closed(users: Bench) -> None:
    users.given(alerted(), close())
    users.when(alerted(number=2))
    users.then(IncidentOpened(**SECOND, alert_id="ann-holds-2", kind="holds", **TIMES))
    users.when(close("otto"))
    users.then(CLOSED)
    users.then_rows(Concern("ann", 2, True, ("ann-holds-2",)))


def test_an_incident_that_is_not_there_is_refused(users: Bench) -> None:
    users.given(alerted())
    for asked in (close(**SECOND), AcknowledgeIncident(**SECOND, operator_id="oda")):
        users.when(asked)
        users.then_refused("not_found")
