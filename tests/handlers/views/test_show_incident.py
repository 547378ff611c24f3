from datetime import timedelta
from itertools import permutations
from typing import Any

from choreography.testing import START, Bench
from contracts.base import Message
from contracts.users import IncidentAcknowledged, IncidentClosed, IncidentGrew, IncidentOpened
from handlers.views import views as service
from handlers.views.security import IncidentView

OF = {"account_id": "ann", "incident_id": "ann-incident-1"}


def alert(kind: Any, minutes: int) -> dict[str, Any]:
    times = {"since": START + timedelta(minutes=minutes), "until": START + timedelta(minutes=minutes + 9)}
    return OF | {"alert_id": f"ann-{kind}-1", "kind": kind, **times}


TOLD: tuple[Message, ...] = (
    IncidentOpened(**alert("holds", 0)), IncidentGrew(**alert("refunds", 5)),
    IncidentAcknowledged(**OF, operator_id="oda"), IncidentClosed(**OF, operator_id="otto", note="Done."),
)  # fmt: skip


def test_whatever_is_heard_first_an_incident_is_the_same_in_the_end() -> None:
    ends = START, START + timedelta(minutes=14)
    found = ("holds", "refunds"), ("ann-holds-1", "ann-refunds-1"), *ends, "oda", "otto", "Done."
    for order in permutations(TOLD):
        bench = Bench(service)
        for said in (*order, TOLD[0]):
            bench.when(said)
        bench.then_rows(IncidentView("ann", "ann-incident-1", *found))
