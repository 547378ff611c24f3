"""What follows from where somebody signs in, and from how often."""

from datetime import timedelta

from contracts.identity import SessionStarted
from handlers.identity.rows import SESSIONS_AT_MOST, SETTLING_IN, Session
from tests.handlers.identity.story import ANN, Story


def is_new(identity: Story, known: bool) -> bool:
    said = identity.hears(identity.log_in(known_device=known))
    assert isinstance(said, SessionStarted)
    return said.new_device


def test_a_device_is_new_where_it_brings_no_mark_of_an_earlier_sign_in(identity: Story) -> None:
    identity.hears(identity.register())
    assert not is_new(identity, known=False), "who has just registered knows that they sign in"
    identity.bench.passes(SETTLING_IN + timedelta(seconds=1))
    assert is_new(identity, known=False) and not is_new(identity, known=True)


def test_a_refresh_is_no_new_device(identity: Story) -> None:
    identity.hears(identity.register())
    identity.bench.passes(SETTLING_IN + timedelta(seconds=1))
    tokens = identity.tokens(identity.hears(identity.log_in()))
    said = identity.hears(identity.refresh(tokens["refresh_token"]))
    assert isinstance(said, SessionStarted) and not said.new_device


def signs_in(identity: Story) -> str:
    """The session's id."""
    return identity.logged_in().partition(".")[0]


def test_one_session_too_many_ends_the_oldest(identity: Story) -> None:
    sids = [signs_in(identity) for _ in range(SESSIONS_AT_MOST)]
    assert not identity.ends()
    newest = signs_in(identity)
    assert identity.ends() == [(sids[0], "too_many_sessions")]
    assert identity.bench.row(Session, ANN, newest) and not identity.bench.row(Session, ANN, sids[0])


def test_one_that_ended_before_is_not_ended_again(identity: Story) -> None:
    identity.hears(identity.log_out(identity.logged_in()))
    for _ in range(SESSIONS_AT_MOST):
        signs_in(identity)
    assert not identity.ends()


def test_who_signs_in_anew_on_a_device_ends_the_session_before_there_alone(identity: Story) -> None:
    elsewhere, before = signs_in(identity), signs_in(identity)
    identity.hears(identity.log_in(known_device=True, replaces=before))
    assert identity.ends() == [(before, "signed_in_again")]
    assert identity.bench.row(Session, ANN, elsewhere) and not identity.bench.row(Session, ANN, before)


def test_a_sign_in_that_fails_ends_nothing(identity: Story) -> None:
    before = signs_in(identity)
    identity.hears(identity.log_in("a wrong one", known_device=True, replaces=before))
    assert not identity.ends() and identity.bench.row(Session, ANN, before)


def test_a_session_that_is_over_is_not_ended_again_by_the_next(identity: Story) -> None:
    before = identity.logged_in()
    identity.hears(identity.log_out(before))
    assert isinstance(identity.hears(identity.log_in(replaces=before.partition(".")[0])), SessionStarted)
    assert not identity.ends()
