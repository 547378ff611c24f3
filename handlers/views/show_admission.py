from collections.abc import Iterator

from contracts.inventory import AdmissionTakenBack, TicketAdmitted
from handlers.views.admissions import AdmissionView
from handlers.views.newer import newer
from handlers.views.rows import UNKNOWN
from handlers.views.service import views


@views.step
def show_admission(said: TicketAdmitted, view: AdmissionView | None) -> Iterator[AdmissionView]:
    told = {"state": "admitted", "place": said.place, "gate": said.gate, "admitted_at": said.admitted_at}
    yield newer(view or AdmissionView(said.event_id, said.ticket), "turn", said.turn, **told)


@views.step
def show_admission_taken_back(said: AdmissionTakenBack, view: AdmissionView | None) -> Iterator[AdmissionView]:
    told = {"state": "taken_back", "place": said.place, "gate": said.gate, "admitted_at": UNKNOWN}
    yield newer(view or AdmissionView(said.event_id, said.ticket), "turn", said.turn, **told)
