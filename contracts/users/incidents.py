"""All alerts about one account, until an operator has done what was to do."""

from datetime import datetime

from pydantic import Field

from contracts.base import Command, Event
from contracts.users.about import OfPerson
from contracts.users.alerts import OfAlert


def account_in(id_: str) -> str:
    """Whose an alert or an incident is, or of which address or card it is, by its id."""
    return id_.rsplit("-", 2)[0]


class OfIncident(OfPerson, key="account_id", subject="incident_id", carries=("incident_id",)):
    """About one incident: all alerts about one account until it is closed. Its id begins with the account's."""

    incident_id: str


class AcknowledgeIncident(OfIncident, Command):
    """An operator looks after it."""

    operator_id: str


class CloseIncident(OfIncident, Command):
    """An operator has done what was to do, and says what that was. Its alerts are resolved with it."""

    operator_id: str
    note: str = Field(min_length=1, max_length=1_000)


class AlertInIncident(OfIncident, OfAlert, key="account_id", subject="incident_id"):
    """An alert, as it was told, that is a part of the incident."""

    kind: str
    since: datetime
    until: datetime


class IncidentOpened(AlertInIncident, Event):
    """There was an alert about the account, and no incident of it was open."""


class IncidentGrew(AlertInIncident, Event):
    """One more alert about the account, while the incident is open."""


class IncidentAcknowledged(OfIncident, Event, answers=AcknowledgeIncident):
    """This operator was the first to look after it."""

    operator_id: str


class IncidentClosed(OfIncident, Event, answers=(AcknowledgeIncident, CloseIncident)):
    """This operator was the first to close it, with this note."""

    operator_id: str
    note: str
