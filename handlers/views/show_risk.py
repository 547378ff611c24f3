from collections.abc import Iterator

from choreography.envelope import Envelope
from contracts.users import RiskChanged
from handlers.views.newer import newer
from handlers.views.security import RiskView
from handlers.views.service import views


@views.step
def show_risk(said: RiskChanged, view: RiskView | None, envelope: Envelope) -> Iterator[RiskView]:
    view = view or RiskView(said.account_id)
    yield newer(view, "turn", said.turn, risk=said.risk, operator_id=said.operator_id, since=envelope.time)
