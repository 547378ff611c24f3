from collections.abc import Iterator
from datetime import datetime

from contracts.inventory import AdmissionForbidden, AdmissionRefused, AdmitTicket, TicketAdmitted
from handlers.inventory.admissions import Admission
from handlers.inventory.rows import Hold, Stock
from handlers.inventory.service import inventory


@inventory.step
def admit_ticket(
    asked: AdmitTicket, stock: Stock, hold: Hold, before: Admission | None, now: datetime
) -> Iterator[Admission | TicketAdmitted | AdmissionRefused | AdmissionForbidden]:
    """A ticket lets one in, whichever of its codes is shown: of two who come at once the first."""
    if not stock.obeys(asked, "gate"):
        yield AdmissionForbidden.of(asked, stock_seq=stock.version)
        return
    if reason := why_not(asked, stock, hold, before):
        yield AdmissionRefused.of(asked, reason=reason, stock_seq=stock.version, **told(before))
        return
    place = hold.places[asked.number - 1]
    yield (now_in := admitted(asked, place, before, now))
    yield TicketAdmitted.of(asked, now_in, place=place, admitted_at=now, turn=now_in.turn, stock_seq=stock.version)


def why_not(asked: AdmitTicket, stock: Stock, hold: Hold, before: Admission | None) -> str:
    """A void code opens nothing, whoever came in by it: only a good one is told that it was used."""
    if stock.closed:
        return "event_cancelled"
    if not hold.is_good(asked.number, asked.issue):
        return "void"
    return "already_admitted" if before and before.is_in else ""


def admitted(asked: AdmitTicket, place: str, before: Admission | None, now: datetime) -> Admission:
    if before is None:
        return Admission(asked.event_id, asked.ticket, "admitted", place, asked.gate, now)
    return before.but(state="admitted", place=place, gate=asked.gate, admitted_at=now, turn=before.turn + 1)


def told(before: Admission | None) -> dict[str, object]:
    """Where and when somebody came in, who is in."""
    return {"gate": before.gate, "admitted_at": before.admitted_at} if before and before.is_in else {}
