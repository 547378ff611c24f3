"""An operator removes a second factor that its owner has lost."""

import base64
from datetime import timedelta

import pytest

from contracts.identity import (
    LiftSecondFactor,
    SecondFactorConfirmed,
    SecondFactorLifted,
    SecondFactorOffered,
    SecondFactorRemoved,
    SessionStarted,
)
from handlers.identity.rows import SecondFactor
from handlers.identity.totp import STEP, code_of, step_at
from tests.handlers.identity.story import ANN, Story

LIFT = LiftSecondFactor(account=ANN, request="r-lift")


@pytest.fixture
def factor(identity: Story) -> Story:
    """On, and all sessions that were there before have ended."""
    identity.hears(identity.register())
    said = identity.hears(identity.enrol())
    assert isinstance(said, SecondFactorOffered)
    key = base64.b32decode(identity.opened(said.offer, said)["key"])
    code = code_of(key, step_at(identity.bench.now))
    confirmed = identity.hears(identity.confirm(code))
    assert isinstance(confirmed, SecondFactorConfirmed)
    identity.spares = identity.opened(confirmed.spare, confirmed)["spare"]
    identity.bench.passes(timedelta(seconds=STEP))
    return identity


def test_the_password_alone_opens_the_account_again_and_its_owner_learns_of_it(factor: Story) -> None:
    opened = factor.hears(factor.log_in_by(factor.spares[0]))
    assert isinstance(opened, SessionStarted)
    assert isinstance(factor.hears(LIFT), SecondFactorLifted)
    assert [type(said) for said in factor.bench.said()] == [SecondFactorRemoved, SecondFactorLifted]
    assert factor.ends() == [(opened.sid, "second_factor_lifted")]
    assert not factor.bench.row(SecondFactor, ANN) and isinstance(factor.hears(factor.log_in()), SessionStarted)


def test_who_lost_it_shows_what_was_shown_when_it_was_turned_on(factor: Story) -> None:
    factor.hears(LIFT)
    factor.ends()
    assert factor.refused(factor.hears(factor.log_in("a wrong password"))) == "bad_credentials"
    assert isinstance(factor.hears(factor.log_in()), SessionStarted)
    assert factor.refused(factor.hears(factor.enrol("a wrong password"))) == "bad_proof", "as when it was turned on"


def test_a_second_copy_changes_nothing(factor: Story) -> None:
    factor.bench.when(LIFT, id="c1")
    factor.bench.when(LIFT, id="c1")
    factor.bench.then_nothing()


def test_where_there_is_none_nothing_ends_and_nobody_is_alarmed(identity: Story) -> None:
    identity.logged_in()
    identity.hears(LIFT)
    assert [type(said) for said in identity.bench.said()] == [SecondFactorLifted] and not identity.ends()


def test_one_that_is_only_offered_stays_so(identity: Story) -> None:
    identity.hears(identity.register())
    identity.hears(identity.enrol())
    identity.hears(LIFT)
    assert identity.bench.row(SecondFactor, ANN)
