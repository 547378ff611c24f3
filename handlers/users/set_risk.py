from collections.abc import Iterator

from contracts.users import RiskChanged, SetRisk
from handlers.users.own import LowerRisk
from handlers.users.risk import BY_OPERATOR, lowered, raised
from handlers.users.rows import AccountRisk
from handlers.users.service import users


@users.step
def set_risk(asked: SetRisk, risk: AccountRisk | None) -> Iterator[AccountRisk | RiskChanged]:
    """What an operator raises stays so until one lowers it; what one lowers, alerts to come may raise."""
    risk = risk or AccountRisk(asked.account_id)
    if asked.risk == "raised":
        yield from raised(risk, BY_OPERATOR, asked.operator_id)
    else:
        yield from lowered(risk, asked.operator_id)


@users.step
def lower_risk(due: LowerRisk, risk: AccountRisk | None) -> Iterator[AccountRisk | RiskChanged]:
    if risk and risk.until == due.until:
        yield from lowered(risk)
