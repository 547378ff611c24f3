import pytest
from jwt.utils import base64url_decode

from choreography.testing import START
from contracts.identity import (
    EnsureKeys,
    Ring,
    SealingKeyPublished,
    SigningKeyPublished,
    SigningKeyRetired,
    UserRegistered,
)
from handlers.identity.keys import LEAD, OVERLAP, ROTATE
from handlers.identity.own import MakeKey
from tests.handlers.identity.story import Story


def test_the_first_need_makes_a_signing_key(keyless: Story) -> None:
    said = keyless.hears(EnsureKeys(ring="signing"))
    assert isinstance(said, SigningKeyPublished) and said.starts == START
    assert set(said.jwk) == {"kty", "n", "e", "use", "alg", "kid"} and said.jwk["kid"] == said.kid


def test_a_signing_key_is_worth_128_bits(keyless: Story) -> None:
    said = keyless.hears(EnsureKeys(ring="signing"))
    assert isinstance(said, SigningKeyPublished)
    assert len(base64url_decode(said.jwk["n"])) * 8 >= 3072


def test_the_first_need_makes_a_sealing_key(keyless: Story) -> None:
    said = keyless.hears(EnsureKeys(ring="sealing"))
    assert isinstance(said, SealingKeyPublished) and len(said.public) == 43


def test_a_need_that_is_met_is_answered_with_the_key(identity: Story) -> None:
    said = identity.hears(EnsureKeys(ring="sealing"))
    assert isinstance(said, SealingKeyPublished) and said.kid == identity.sealing.newest.kid


def test_a_key_that_nobody_followed_is_followed_at_the_next_need(identity: Story) -> None:
    old = identity.sealing.newest
    identity.bench.passes(ROTATE["sealing"])
    said = identity.hears(EnsureKeys(ring="sealing"))
    assert isinstance(said, SealingKeyPublished) and said.kid != old.kid
    assert identity.sealing.keys[0] == old


def test_two_needs_at_once_make_one_key(keyless: Story) -> None:
    one, two = (keyless.asks(EnsureKeys(ring="sealing")) for _ in range(2))
    keyless.bench.when(keyless.performed(one))
    keyless.bench.when(keyless.performed(two))
    keyless.bench.then_nothing()
    assert len(keyless.sealing.keys) == 1


@pytest.mark.parametrize("ring", ["signing", "sealing"])
def test_a_key_that_served_its_time_is_followed_by_a_new_one(keyless: Story, ring: Ring) -> None:
    keyless.hears(EnsureKeys(ring=ring))
    old = keyless.ring(ring).newest
    rotated(keyless, ring)
    first, second = keyless.ring(ring).keys
    assert first == old and second.starts == keyless.bench.now + LEAD[ring]


def test_a_new_signing_key_is_known_before_it_signs(keyless: Story) -> None:
    keyless.hears(EnsureKeys(ring="signing"))
    rotated(keyless, "signing")
    old, new = keyless.signing.keys
    assert keyless.signing.current(keyless.bench.now) == old
    assert keyless.signing.current(keyless.bench.now + LEAD["signing"]) == new


def test_an_old_signing_key_is_retired_when_its_last_token_has_expired(keyless: Story) -> None:
    keyless.hears(EnsureKeys(ring="signing"))
    old = keyless.signing.newest.kid
    rotated(keyless, "signing")
    keyless.bench.passes(LEAD["signing"] + OVERLAP["signing"])
    keyless.bench.then(SigningKeyRetired(ring="signing", kid=old))
    assert keyless.signing.find(old) is None and len(keyless.signing.keys) == 1


def test_what_was_sealed_before_a_rotation_still_opens(keyless: Story) -> None:
    keyless.hears(EnsureKeys(ring="sealing"))
    asked = keyless.register()
    rotated(keyless, "sealing")
    assert isinstance(keyless.hears(asked), UserRegistered)


def test_an_old_sealing_key_is_forgotten_when_the_last_box_is_gone(keyless: Story) -> None:
    keyless.hears(EnsureKeys(ring="sealing"))
    asked = keyless.register()
    rotated(keyless, "sealing")
    keyless.bench.passes(OVERLAP["sealing"])
    assert keyless.refused(keyless.hears(asked)) == "unknown_key"


def test_a_key_is_made_by_an_effect(keyless: Story) -> None:
    keyless.bench.when(EnsureKeys(ring="signing"))
    keyless.bench.then_effects(MakeKey(ring="signing"))


def rotated(story: Story, ring: Ring) -> None:
    """The time of the newest key is over, and the next one is made."""
    story.bench.passes(ROTATE[ring])
    (effect,) = story.bench.last.changes.effects
    story.bench.when(story.performed(effect))
