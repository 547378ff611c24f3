"""A state: of one provider and one browser, for ten minutes, and nothing of it can be made by others."""

import base64
import hashlib

import pytest

from edge.sign_in import states
from edge.sign_in.states import States

MADE = States("secret")


def test_who_was_sent_there_comes_back_the_same_way() -> None:
    way = MADE.begun("google", "browser")
    assert MADE.returned("google", "browser", way.state) == way
    assert States("secret").returned("google", "browser", way.state) == way
    digest = hashlib.sha256(way.verifier.encode()).digest()
    assert way.challenge == base64.urlsafe_b64encode(digest).decode().rstrip("=")


@pytest.mark.parametrize("provider, browser", [("github", "browser"), ("google", "another"), ("google", "")])
def test_nobody_else_does(provider: str, browser: str) -> None:
    assert MADE.returned(provider, browser, MADE.begun("google", "browser").state) is None


def test_a_state_of_anothers_making_is_none() -> None:
    state = States("another secret").begun("google", "browser").state
    assert MADE.returned("google", "browser", state) is None
    for wrong in ("", "a", "a.b.c", f"x{MADE.begun('google', 'browser').state}"):
        assert MADE.returned("google", "browser", wrong) is None


def test_after_its_time_it_counts_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(states, "LASTS", -1)
    assert States("secret").returned("google", "browser", States("secret").begun("google", "browser").state) is None


def test_two_ways_have_nothing_in_common() -> None:
    one, two = MADE.begun("google", "browser"), MADE.begun("google", "browser")
    said = {one.state, one.verifier, one.nonce, one.attempt, two.state, two.verifier, two.nonce, two.attempt}
    assert len(said) == 8
