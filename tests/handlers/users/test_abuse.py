"""One address that guesses at many accounts, one account with many cards, one card with many accounts."""

from datetime import timedelta
from typing import Any

import pytest

from choreography.testing import START, Bench
from contracts.identity import SessionRefused
from contracts.payments import CardTried
from contracts.users import AbuseAlerted, AbuseNoted, IncidentOpened, ResolveAlert, RiskChanged, SecurityNoted
from handlers.users.rows import AccountRisk, Watch

ENOUGH = {"guesses": 40, "cards": 5, "accounts": 5}
WHO = {"guesses": "address-h1", "cards": "ann", "accounts": "card-c1"}
OF = {"event_id": "e1", "booking_id": "e1-b1", "buyer_id": "ann"}


def noted(kind: str, about: str, at: Any = START) -> AbuseNoted:
    return AbuseNoted(account_id=WHO[kind], kind=kind, about=about, at=at)


def all_but_one(users: Bench, kind: str) -> None:
    for n in range(ENOUGH[kind] - 1):
        users.when(noted(kind, f"a{n}"))
        users.then()


def alert(kind: str) -> dict[str, str]:
    return {"account_id": WHO[kind], "alert_id": f"{WHO[kind]}-{kind}-1"}


def test_a_refused_sign_in_is_noted_of_its_account_and_of_its_address(users: Bench) -> None:
    refused = {"account_id": "ann", "request": "r1", "source": "h1"}
    users.when(SessionRefused(**refused, reason="bad_credentials"), at=START)
    users.then(SecurityNoted(account_id="ann", kind="sign_ins", about="r1", at=START), noted("guesses", "r1"))
    users.when(SessionRefused(**refused, reason="code_needed"))
    users.then_nothing()


def test_a_card_is_noted_of_its_account_and_the_account_of_the_card(users: Bench) -> None:
    users.when(CardTried(**OF, card="c1"), at=START)
    users.then(noted("cards", "c1"), noted("accounts", "ann"))


@pytest.mark.parametrize("kind", ENOUGH)
def test_what_passes_its_threshold_is_an_alert_and_only_an_account_has_a_risk(users: Bench, kind: str) -> None:
    all_but_one(users, kind)
    users.when(noted(kind, "last"))
    told = AbuseAlerted(**alert(kind), kind=kind, count=ENOUGH[kind], since=START, until=START)
    users.then(told, *[RiskChanged(account_id="ann", risk="raised", turn=1)] * (kind == "cards"))
    assert bool(users.row(AccountRisk, WHO[kind])) == (kind == "cards")


@pytest.mark.parametrize("kind", ENOUGH)
def test_the_same_one_again_and_what_comes_after_its_window_is_none(users: Bench, kind: str) -> None:
    all_but_one(users, kind)
    users.when(noted(kind, "a0"))
    users.then_nothing()
    users.passes(timedelta(days=2))
    users.when(noted(kind, "last"))
    users.then_nothing()
    users.when(noted(kind, "last", users.now))
    users.then()
    assert (watch := users.row(Watch, WHO[kind], kind)) and list(watch.times) == ["last"]


@pytest.mark.parametrize("kind", ENOUGH)
def test_such_an_alert_opens_an_incident_and_is_resolved_like_any_other(users: Bench, kind: str) -> None:
    all_but_one(users, kind)
    users.when(noted(kind, "last"))
    alerted = users.said()[0]
    users.when(alerted)
    opened = {"incident_id": f"{WHO[kind]}-incident-1", "kind": kind, "since": START, "until": START}
    users.then(IncidentOpened(**alert(kind), **opened))
    users.when(ResolveAlert(**alert(kind), operator_id="oda"))
    assert [type(one).__name__ for one in users.said()] == ["AlertResolved"]


def test_a_refresh_token_that_was_used_before_is_an_alert_at_once(users: Bench) -> None:
    users.when(SessionRefused(account_id="ann", request="r1", reason="reused"), at=START)
    said = AbuseNoted(account_id="ann", kind="reused", about="r1", at=START)
    users.then(said)
    users.when(said)
    assert [type(one).__name__ for one in users.said()] == ["AbuseAlerted", "RiskChanged"]
    users.when(said)
    users.then_nothing()
