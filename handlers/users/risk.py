"""An account's risk is raised while an alert about it is open, and for a while after."""

from collections.abc import Iterator
from datetime import datetime

from choreography.vocabulary import Timer
from contracts.users import RiskChanged
from handlers.users.own import LowerRisk
from handlers.users.rows import AccountRisk
from handlers.users.settings import settings

REASONS_AT_MOST = 100
BY_OPERATOR = "operator"


def raised(risk: AccountRisk, reason: str, by: str = "") -> Iterator[AccountRisk | RiskChanged]:
    """Told once, however many reasons there are, but to each operator who asks."""
    reasons = (*(one for one in risk.reasons if one != reason), reason)[-REASONS_AT_MOST:]
    told = by or risk.risk == "normal"
    yield (changed := risk.but(reasons=reasons, until=None, turn=risk.turn + bool(told)))
    if told:
        yield RiskChanged.of(changed, risk="raised", turn=changed.turn, operator_id=by)


def resolved(risk: AccountRisk | None, alert_id: str, now: datetime) -> Iterator[AccountRisk | Timer]:
    if risk is None or alert_id not in risk.reasons:
        return
    reasons = tuple(one for one in risk.reasons if one != alert_id)
    if reasons:
        yield risk.but(reasons=reasons)
        return
    due = now + settings().raised_for
    yield risk.but(reasons=(), until=due)
    yield Timer("lower_risk", due, LowerRisk.of(risk, until=due))


def lowered(risk: AccountRisk, by: str = "") -> Iterator[AccountRisk | RiskChanged]:
    yield (changed := risk.but(reasons=(), until=None, turn=risk.turn + 1))
    yield RiskChanged.of(changed, risk="normal", turn=changed.turn, operator_id=by)
