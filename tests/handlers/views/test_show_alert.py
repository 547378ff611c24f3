from datetime import timedelta
from itertools import permutations

from choreography.memory.books import Books
from choreography.testing import START, Bench
from contracts.base import Message
from contracts.users import AlertAcknowledged, AlertResolved, SecurityAlerted
from handlers.views import views as service
from handlers.views.measures import open_alerts
from handlers.views.security import AlertView

ALERT = {"account_id": "ann", "alert_id": "ann-holds-1"}
TIMES = {"since": START, "until": START + timedelta(minutes=9)}
ALERTED = SecurityAlerted(**ALERT, kind="holds", count=10, **TIMES)
TOLD: tuple[Message, ...] = (
    ALERTED, AlertAcknowledged(**ALERT, operator_id="oda"), AlertResolved(**ALERT, operator_id="otto"), ALERTED,
)  # fmt: skip


def test_whatever_is_heard_first_an_alert_is_the_same_in_the_end() -> None:
    for order in permutations(TOLD):
        bench = Bench(service)
        for said in order:
            bench.when(said)
        bench.then_rows(AlertView("ann", "ann-holds-1", "holds", 10, *TIMES.values(), "oda", "otto"))


async def test_only_what_nobody_looks_after_is_measured() -> None:
    books = Books(lambda: START)
    alerts = [AlertView("ann", f"ann-holds-{n}", "holds") for n in range(3)]
    unseen = AlertView("ann", "ann-holds-4", acknowledged_by="")
    rows = [alerts[0], alerts[1].but(acknowledged_by="oda"), alerts[2].but(resolved_by="oda"), unseen]
    books.rows[AlertView] = {row.key: row for row in rows}
    assert await open_alerts(books) == 1
