"""Somebody passed a threshold, and an operator looks."""

from datetime import datetime

from contracts.base import Command, Event
from contracts.users.about import OfPerson
from contracts.users.watching import Kind


class OfAlert(OfPerson, key="account_id", subject="alert_id", carries=("alert_id",)):
    """About one alert; its id begins with the account's, so that it leads to its partition."""

    alert_id: str


class AcknowledgeAlert(OfAlert, Command):
    """An operator looks after it."""

    operator_id: str


class ResolveAlert(OfAlert, Command):
    """An operator has looked, and nothing is left to do."""

    operator_id: str


class SecurityAlerted(OfAlert, Event):
    """An account passed a threshold; told once in a window, however many there are."""

    kind: Kind
    count: int
    since: datetime
    until: datetime
    """The times of the first and of the last of them."""


class AbuseAlerted(OfAlert, Event):
    """Likewise, of the kinds of `AbuseNoted`."""

    kind: str
    count: int
    since: datetime
    until: datetime


class AlertAcknowledged(OfAlert, Event, answers=AcknowledgeAlert):
    """This operator was the first to look after it."""

    operator_id: str


class AlertResolved(OfAlert, Event, answers=(AcknowledgeAlert, ResolveAlert)):
    """This operator was the first to say that nothing is left to do."""

    operator_id: str
