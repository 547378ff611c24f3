from datetime import timedelta

import pytest

from contracts.identity import SessionRefused, SessionRevoked, SessionStarted, account_id
from handlers.identity import refresh_token
from handlers.identity.rows import GRACE, IDLE, SESSION
from handlers.identity.waited import WAITED_FOR
from tests.handlers.identity.story import ANN, Story


def test_a_refresh_token_is_changed_for_its_successor(identity: Story) -> None:
    old = identity.logged_in()
    new = identity.tokens(identity.hears(identity.refresh(old)))["refresh_token"]
    assert new != old and (session := identity.session(old)) and session.token == refresh_token.hashed(new)
    assert isinstance(identity.hears(identity.refresh(new)), SessionStarted)


def test_within_the_grace_the_same_successor_is_given_again(identity: Story) -> None:
    old = identity.logged_in()
    first = identity.tokens(identity.hears(identity.refresh(old)))
    identity.bench.passes(GRACE)
    second = identity.tokens(identity.hears(identity.refresh(old)))
    assert first["refresh_token"] == second["refresh_token"] and first["access_token"] != second["access_token"]


def test_two_tabs_at_once_are_given_the_same_successor(identity: Story) -> None:
    old = identity.logged_in()
    one, two = identity.asks(identity.refresh(old)), identity.asks(identity.refresh(old))
    identity.bench.passes(timedelta(minutes=1))
    given = []
    for effect in (two, one):
        identity.bench.when(identity.performed(effect))
        given.append(identity.tokens(identity.bench.said()[0]))  # type: ignore[arg-type]
    assert given[0]["refresh_token"] == given[1]["refresh_token"]


def test_a_refresh_that_nobody_waits_for_any_longer_changes_nothing_and_the_token_is_good_later(
    identity: Story,
) -> None:
    old = identity.logged_in()
    late = identity.bench.now - WAITED_FOR - timedelta(seconds=1)
    refused = identity.hears(identity.refresh(old), at=late)
    assert isinstance(refused, SessionRefused) and refused.reason == "too_late"
    identity.bench.passes(timedelta(minutes=5))
    assert isinstance(identity.hears(identity.refresh(old)), SessionStarted)


def test_who_asked_within_the_grace_and_waited_beyond_it_is_no_thief(identity: Story) -> None:
    """The answer was late, the same was asked again at once, and identity was behind."""
    old = identity.logged_in()
    first = identity.tokens(identity.hears(identity.refresh(old)))
    asked = identity.bench.now + GRACE
    identity.bench.passes(GRACE + WAITED_FOR)
    second = identity.tokens(identity.hears(identity.refresh(old), at=asked))
    assert first["refresh_token"] == second["refresh_token"]


def test_a_token_used_again_after_the_grace_ends_the_family(identity: Story) -> None:
    old = identity.logged_in()
    new = identity.tokens(identity.hears(identity.refresh(old)))["refresh_token"]
    identity.bench.passes(GRACE + timedelta(seconds=1))
    refused = identity.hears(identity.refresh(old))
    revoked = SessionRevoked(account_id=account_id(ANN), sid=new.partition(".")[0], reason="reused")
    assert identity.bench.said() == [revoked, refused] and identity.refused(refused) == "reused"
    assert identity.session(new) is None and not identity.bench.waits()
    assert identity.refused(identity.hears(identity.refresh(new))) == "revoked"


def test_a_token_before_the_last_ends_the_family_within_the_grace_too(identity: Story) -> None:
    token = first = identity.logged_in()
    for _ in range(2):
        token = identity.tokens(identity.hears(identity.refresh(token)))["refresh_token"]
    assert identity.refused(identity.hears(identity.refresh(first))) == "reused"


@pytest.mark.parametrize("made_up", ["{sid}.guess.guess", "{sid}.guess", "{sid}", "{token}x"])
def test_a_token_that_was_never_genuine_harms_nobody(identity: Story, made_up: str) -> None:
    token = identity.logged_in()
    sid = token.partition(".")[0]
    said = identity.hears(identity.refresh(made_up.format(sid=sid, token=token), sid=sid))
    assert identity.refused(said) == "bad_credentials" and identity.session(token)


def test_the_token_of_another_session_is_refused(identity: Story) -> None:
    one, two = identity.logged_in(), identity.logged_in()
    said = identity.hears(identity.refresh(one, sid=two.partition(".")[0]))
    assert identity.refused(said) == "bad_credentials"


def test_a_session_does_not_outlive_its_time(identity: Story) -> None:
    token = identity.logged_in()
    late = identity.asks(identity.refresh(token))
    identity.bench.now += SESSION
    identity.bench.when(identity.performed(late))
    assert [getattr(said, "reason", "") for said in identity.bench.said()] == ["expired"]


def test_a_session_that_is_not_used_ends_before_its_time(identity: Story) -> None:
    token = identity.logged_in()
    identity.bench.now += IDLE
    refused = identity.hears(identity.refresh(token))
    assert [getattr(said, "reason", "") for said in identity.bench.said()] == ["expired", "expired"]
    assert identity.refused(refused) == "expired" and identity.session(token) is None and not identity.bench.waits()
    assert identity.refused(identity.hears(identity.refresh(token))) == "revoked"


def test_a_session_that_is_used_goes_on(identity: Story) -> None:
    token = identity.logged_in()
    for _ in range(2):
        identity.bench.now += IDLE - timedelta(seconds=1)
        token = identity.tokens(identity.hears(identity.refresh(token)))["refresh_token"]


def test_an_unknown_session_is_refused_without_an_effect(identity: Story) -> None:
    said = identity.hears(identity.refresh(f"{ANN}-{'0' * 20}.a.b"))
    assert isinstance(said, SessionRefused) and said.reason == "revoked"


def test_a_refresh_that_a_logout_overtook_is_refused(identity: Story) -> None:
    token = identity.logged_in()
    late = identity.asks(identity.refresh(token))
    identity.hears(identity.log_out(token))
    identity.bench.when(identity.performed(late))
    assert [getattr(said, "reason", "") for said in identity.bench.said()] == ["revoked"]
    assert identity.session(token) is None


def test_a_new_role_is_in_the_next_tokens(identity: Story) -> None:
    token = identity.logged_in()
    identity.hears(identity.grant())
    effect = identity.asks(identity.refresh(token))
    assert b'"roles":["buyer","operator"]' in effect.body
