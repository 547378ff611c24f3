"""A ticket at the gates."""

from datetime import datetime

from contracts.base import Command, Event
from contracts.catalog import ByOrganiser
from contracts.inventory.about import OfTicket, Unchanged


class AdmitTicket(ByOrganiser, OfTicket, Command, carries=("gate",)):
    """Whoever shows this ticket wants to come in. Its code is genuine: who asks has verified it."""

    issue: int
    """As the code says it; 0 in codes of the first kind."""
    gate: str
    """Where it is shown, as the people there call it."""


class TakeBackAdmission(ByOrganiser, OfTicket, Command):
    """Nobody came in by this ticket: it was scanned by mistake."""


class TicketAdmitted(Unchanged, OfTicket, Event, answers=AdmitTicket, status=201, carries=("gate",)):
    """Somebody came in by the ticket. Nobody else does, unless this is taken back."""

    place: str
    """The seat, or the type and number of a place without one."""
    gate: str
    admitted_at: datetime
    turn: int
    """Of the ticket's admissions and of those that were taken back: 1, 2, and so on."""


class AdmissionTakenBack(Unchanged, OfTicket, Event, answers=TakeBackAdmission, carries=("place", "gate")):
    """The ticket is as if it had not been shown at `gate`, and lets somebody in again."""

    place: str
    gate: str
    turn: int


ADMITTING = (AdmitTicket, TakeBackAdmission)


class AdmissionRefused(Unchanged, OfTicket, Event, answers=ADMITTING, status=409):
    """Nothing changed; `reason` is event_cancelled, void, already_admitted or not_admitted.

    Of a ticket by which somebody is in, it tells where and when that was.
    """

    reason: str
    gate: str = ""
    admitted_at: datetime | None = None


class AdmissionForbidden(Unchanged, OfTicket, Event, answers=ADMITTING, status=403):
    """It is not for who asked to let people in there; `reason` is foreign_event."""

    reason: str = "foreign_event"
