"""The whole story of one person, searched for what nobody may read: on the bus, and in identity's own tables."""

import pytest

from contracts.identity import SECRETS, WithSecret
from handlers.identity import identity as service
from tests.handlers.identity.story import MAIL, NEW, PASSWORD, Story

THIRD = "a third horse battery"


@pytest.fixture
def told(identity: Story) -> tuple[Story, list[str]]:
    """Registered, logged in, refreshed, gave itself other passwords, logged out; and all that was given on the way."""
    identity.hears(identity.register())
    codes = [identity.mailed()]
    identity.hears(identity.verify(codes[0]))
    identity.hears(identity.log_in("a wrong password"))
    given = [identity.tokens(identity.hears(identity.log_in()))]
    for _ in range(2):
        given.append(identity.tokens(identity.hears(identity.refresh(given[-1]["refresh_token"]))))
    identity.hears(identity.change(given[-1]["refresh_token"], PASSWORD, NEW))
    codes.append(identity.code("reset"))
    identity.hears(identity.reset(codes[1], THIRD))
    assert all(codes) and identity.ends()
    identity.hears(identity.log_out(given[-1]["refresh_token"]))
    return identity, [token for pair in given for token in pair.values()] + codes


def canaries(tokens: list[str]) -> list[str]:
    """The secret part of a refresh token alone gives it away, too."""
    parts = [part for token in tokens for part in token.split(".")[1:]]
    return [PASSWORD, NEW, THIRD, MAIL, MAIL.split("@", maxsplit=1)[0], "a wrong password", *tokens, *parts]


def test_no_message_holds_a_password_a_mail_or_a_token(told: tuple[Story, list[str]]) -> None:
    story, tokens = told
    text = repr(story.log)
    assert len(tokens) == 8 and len(story.log) > 10
    assert [canary for canary in canaries(tokens) if canary in text] == []


def test_no_row_or_effect_of_identity_does_either(told: tuple[Story, list[str]]) -> None:
    story, tokens = told
    text = repr([vars(story.bench.books), story.seen])
    assert "CheckPassword" in text and "$argon2id$" in text
    assert [canary for canary in canaries(tokens) if canary in text] == []


def test_credentials_travel_on_their_own_topic_alone() -> None:
    topics = {message.TOPIC for message in service.steps if issubclass(message, WithSecret)}
    assert topics == {SECRETS}
