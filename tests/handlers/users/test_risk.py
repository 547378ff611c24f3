"""An account's risk: raised by an alert, lowered a day after the last one was resolved, or as an operator says."""

from datetime import timedelta

from choreography.testing import START, Bench
from contracts.users import AlertResolved, ResolveAlert, RiskChanged, SecurityNoted, SetRisk
from handlers.users.rows import AccountRisk, SecurityAlert

DAY = timedelta(days=1)
OPEN = AccountRisk("ann", ("ann-holds-1",), turn=1)
BOTH = OPEN.but(reasons=("ann-holds-1", "ann-refunds-1"))
ALERTS = (SecurityAlert("ann", "ann-holds-1"), SecurityAlert("ann", "ann-refunds-1"))


def told(risk: str, turn: int, by: str = "") -> RiskChanged:
    return RiskChanged(account_id="ann", risk=risk, turn=turn, operator_id=by)


def asked(risk: str, by: str = "oda") -> SetRisk:
    return SetRisk(account_id="ann", risk=risk, operator_id=by)


def resolves(users: Bench, *alerts: str) -> None:
    for alert in alerts:
        users.when(ResolveAlert(account_id="ann", alert_id=alert, operator_id="oda"))
        users.then(AlertResolved(account_id="ann", alert_id=alert, operator_id="oda"))


def passes_ten(users: Bench, kind: str) -> None:
    for n in range(10):
        users.when(SecurityNoted(account_id="ann", kind=kind, about=f"b{n}", at=users.now))


def test_an_alert_raises_it_and_a_second_one_tells_nothing_new(users: Bench) -> None:
    passes_ten(users, "holds")
    assert told("raised", 1) in users.said()
    users.then_rows(OPEN)
    passes_ten(users, "refunds")
    assert not any(isinstance(said, RiskChanged) for said in users.said())
    users.then_rows(BOTH)


def test_it_is_lowered_a_day_after_the_last_alert_was_resolved(users: Bench) -> None:
    users.given(BOTH, *ALERTS)
    resolves(users, "ann-holds-1", "ann-refunds-1")
    users.passes(DAY - timedelta(seconds=1))
    users.then_rows(OPEN.but(reasons=(), until=START + DAY))
    users.passes(timedelta(seconds=1))
    users.then(told("normal", 2))


def test_an_alert_that_comes_meanwhile_keeps_it_raised(users: Bench) -> None:
    users.given(OPEN, ALERTS[0])
    resolves(users, "ann-holds-1")
    passes_ten(users, "refunds")
    users.passes(2 * DAY)
    users.then_nothing()
    users.then_rows(OPEN.but(reasons=("ann-refunds-1",)))


def test_an_alert_that_was_resolved_before_moves_no_time(users: Bench) -> None:
    users.given(OPEN, *ALERTS)
    resolves(users, "ann-holds-1")
    users.passes(timedelta(hours=1))
    resolves(users, "ann-holds-1")
    users.then_rows(OPEN.but(reasons=(), until=START + DAY))


def test_what_an_operator_raises_stays_whatever_is_resolved(users: Bench) -> None:
    users.given(OPEN, *ALERTS)
    users.when(asked("raised"))
    users.then(told("raised", 2, "oda"))
    resolves(users, "ann-holds-1")
    users.passes(2 * DAY)
    users.then_rows(OPEN.but(reasons=("operator",), turn=2))


def test_what_an_operator_lowers_is_normal_until_the_next_alert(users: Bench) -> None:
    users.given(BOTH, *ALERTS)
    users.when(asked("normal"))
    users.then(told("normal", 2, "oda"))
    resolves(users, "ann-holds-1")
    users.then_rows(AccountRisk("ann", turn=2))


def test_each_operator_is_answered_and_a_copy_is_not(users: Bench) -> None:
    for turn, by in enumerate(("oda", "otto"), 1):
        users.when(asked("raised", by), id=by)
        users.then(told("raised", turn, by))
    users.when(asked("raised", "otto"), id="otto")
    users.then_nothing()
