from datetime import timedelta

import jwt
import pytest

from contracts.identity import SessionRefused, SessionStarted, account_id
from handlers.identity.hasher import Hasher
from handlers.identity.own import CheckPassword
from handlers.identity.refresh_token import hashed
from handlers.identity.rows import ACCESS, SESSION
from handlers.identity.settings import IdentitySettings
from handlers.identity.waited import WAITED_FOR
from tests.handlers.identity.story import ANN, PASSWORD, Story


def test_the_right_password_starts_a_session(identity: Story) -> None:
    identity.hears(identity.register())
    said = identity.hears(identity.log_in())
    token = identity.tokens(said)["refresh_token"]
    assert isinstance(said, SessionStarted) and said.sid == token.partition(".")[0]
    assert said.access_expires == identity.bench.now + ACCESS and said.session_expires == identity.bench.now + SESSION
    assert (session := identity.session(token)) and session.token == hashed(token)


def test_the_access_token_says_who_it_is_for(identity: Story) -> None:
    identity.hears(identity.register(organiser=True))
    access = identity.tokens(identity.hears(identity.log_in()))["access_token"]
    key = jwt.PyJWK.from_json(identity.signing.newest.public)
    claims = jwt.decode(access, key, ["RS256"], audience="boxoffice", issuer="boxoffice", options={"verify_exp": False})
    assert (claims["sub"], claims["roles"]) == (account_id(ANN), ["buyer", "organiser"])
    assert claims["exp"] - claims["iat"] == 300 and claims["sid"].startswith(ANN) and claims["jti"]
    assert jwt.get_unverified_header(access) == {"alg": "RS256", "typ": "at+jwt", "kid": key.key_id}


@pytest.mark.parametrize("password", ["a wrong password", PASSWORD + " ", "", "x" * 10_00])
def test_a_wrong_password_is_refused(identity: Story, password: str) -> None:
    identity.hears(identity.register())
    said = identity.hears(identity.log_in(password))
    assert isinstance(said, SessionRefused) and said.reason == "bad_credentials"


def test_an_unknown_mail_is_refused_in_the_same_words(identity: Story) -> None:
    said = identity.hears(identity.log_in())
    assert isinstance(said, SessionRefused) and said.reason == "bad_credentials"


def test_who_waits_no_longer_is_not_signed_in_and_no_password_is_hashed_for_them(identity: Story) -> None:
    identity.hears(identity.register())
    late = identity.bench.now - WAITED_FOR - timedelta(seconds=1)
    said = identity.hears(identity.log_in(), at=late)
    assert isinstance(said, SessionRefused) and said.reason == "too_late" and not identity.bench.waits()
    assert isinstance(identity.hears(identity.log_in()), SessionStarted)


def test_an_unknown_mail_is_hashed_for_as_well(identity: Story) -> None:
    effect = identity.asks(identity.log_in())
    assert effect.envelope.type == CheckPassword.__name__
    hasher = Counting(IdentitySettings(hash_passes=1, hash_memory=64))
    identity.tools = identity.tools | {"hasher": hasher}
    identity.performed(effect)
    assert hasher.asked == [""]


def test_a_session_of_one_request_answers_no_other(identity: Story) -> None:
    identity.hears(identity.register())
    right, wrong = identity.asks(identity.log_in()), identity.asks(identity.log_in("a wrong password"))
    identity.bench.when(identity.performed(wrong))
    (refused,) = identity.bench.said()
    identity.bench.when(identity.performed(right))
    (started,) = identity.bench.said()
    assert (refused.subject, started.subject) == (wrong.envelope.subject, right.envelope.subject)


def test_the_tokens_open_for_the_asker_alone(identity: Story, keyless: Story) -> None:
    identity.hears(identity.register())
    said = identity.hears(identity.log_in())
    with pytest.raises(ValueError, match="not for this key"):
        keyless.tokens(said)


def test_a_hash_of_lesser_parameters_is_made_anew(identity: Story) -> None:
    identity.hears(identity.register())
    assert identity.account
    weak = identity.account.password
    identity.tools = identity.tools | {"hasher": Hasher(IdentitySettings(hash_passes=2, hash_memory=64))}
    assert isinstance(identity.hears(identity.log_in()), SessionStarted)
    assert identity.account.password != weak and "t=2" in identity.account.password


def test_a_second_copy_starts_no_second_session(identity: Story) -> None:
    identity.hears(identity.register())
    asked = identity.log_in()
    identity.hears(asked, id="c1")
    identity.bench.when(asked, id="c1")
    identity.bench.then_nothing()


class Counting(Hasher):
    """Notes which hashes it was asked about."""

    def __init__(self, settings: IdentitySettings) -> None:
        super().__init__(settings)
        self.asked: list[str] = []

    def right(self, hashed: str, password: str) -> bool:
        self.asked.append(hashed)
        return super().right(hashed, password)
