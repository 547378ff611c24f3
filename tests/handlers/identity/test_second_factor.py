"""A second factor: no session by the password alone, each code once, and none for who guesses."""

import base64
from datetime import timedelta

import pytest

from contracts.identity import (
    LogInByCode,
    ProofRefused,
    SecondFactorConfirmed,
    SecondFactorOffered,
    SecondFactorRemoved,
    SessionRefused,
    SessionStarted,
)
from handlers.identity.rows import SecondFactor
from handlers.identity.settings import IdentitySettings
from handlers.identity.totp import STEP, code_of, step_at
from tests.handlers.identity.story import ANN, NEW, PASSWORD, Story

LATER = timedelta(seconds=STEP)


def offered(identity: Story) -> bytes:
    """The key."""
    said = identity.hears(identity.enrol())
    assert isinstance(said, SecondFactorOffered)
    return base64.b32decode(identity.opened(said.offer, said)["key"])


def code(identity: Story, key: bytes) -> str:
    return code_of(key, step_at(identity.bench.now))


@pytest.fixture
def key(identity: Story) -> bytes:
    """Of a person with a second factor, as a code of it comes that was never used."""
    identity.hears(identity.register())
    key = offered(identity)
    said = identity.hears(identity.confirm(code(identity, key)))
    assert isinstance(said, SecondFactorConfirmed)
    identity.spares = identity.opened(said.spare, said)["spare"]
    identity.bench.passes(LATER)
    return key


def test_a_house_may_choose_the_stronger_hash_and_those_who_came_before_keep_theirs(
    identity: Story, key: bytes
) -> None:
    identity.tools = identity.tools | {"settings": IdentitySettings(code_hash="SHA256")}
    assert isinstance(identity.hears(identity.log_in_by(code(identity, key))), SessionStarted)
    identity.bench.passes(LATER)
    identity.hears(identity.remove(code(identity, key)))
    said = identity.hears(identity.enrol())
    assert isinstance(said, SecondFactorOffered)
    offer = identity.opened(said.offer, said)
    assert (offer["algorithm"], len(offer["key"])) == ("SHA256", 52)
    new = base64.b32decode(offer["key"] + "====")
    assert isinstance(identity.hears(identity.confirm(code(identity, new))), SecondFactorConfirmed)


def test_the_password_alone_opens_nothing_and_says_what_is_missing(identity: Story, key: bytes) -> None:
    said = identity.hears(identity.log_in())
    assert isinstance(said, SessionRefused) and said.reason == "code_needed"
    assert identity.refused(identity.hears(identity.log_in("a wrong password"))) == "bad_credentials"


def test_a_code_counts_once(identity: Story, key: bytes) -> None:
    good = code(identity, key)
    assert isinstance(identity.hears(identity.log_in_by(good)), SessionStarted)
    assert identity.refused(identity.hears(identity.log_in_by(good))) == "bad_code"
    identity.bench.passes(LATER)
    assert isinstance(identity.hears(identity.log_in_by(code(identity, key))), SessionStarted)


def test_of_two_sign_ins_with_one_code_at_once_the_first_is_in(identity: Story, key: bytes) -> None:
    one, two = (identity.asks(identity.log_in_by(code(identity, key))) for _ in range(2))
    identity.bench.when(identity.performed(one))
    assert [type(said) for said in identity.bench.said()] == [SessionStarted]
    identity.bench.when(identity.performed(two))
    assert [getattr(said, "reason", "") for said in identity.bench.said()] == ["bad_code"]


def test_each_spare_code_counts_once_however_it_is_typed(identity: Story, key: bytes) -> None:
    first, second = identity.spares[:2]
    assert isinstance(identity.hears(identity.log_in_by(first)), SessionStarted)
    assert identity.refused(identity.hears(identity.log_in_by(first))) == "bad_code"
    assert isinstance(identity.hears(identity.log_in_by(second.upper().replace("-", " "))), SessionStarted)
    row = identity.bench.row(SecondFactor, ANN)
    assert row and len(row.spare) == 8 and not set(identity.spares) & set(row.spare)


@pytest.mark.parametrize("known", [False, True], ids=["stranger", "known device"])
def test_after_wrong_codes_everybody_waits_and_ever_longer(identity: Story, key: bytes, known: bool) -> None:
    for _ in range(6):
        assert identity.refused(identity.hears(identity.log_in_by("000000", known_device=known))) == "bad_code"
    assert locked(identity, identity.log_in_by(code(identity, key), known_device=known)) == 1
    identity.bench.passes(timedelta(seconds=1))
    identity.hears(identity.log_in_by("000000", known_device=known))
    assert locked(identity, identity.log_in_by(identity.spares[0], known_device=known)) == 2
    identity.bench.passes(LATER)
    assert isinstance(identity.hears(identity.log_in_by(code(identity, key))), SessionStarted)
    assert identity.refused(identity.hears(identity.log_in_by("000000"))) == "bad_code"


def locked(identity: Story, asked: LogInByCode) -> int:
    """For how many seconds."""
    identity.bench.when(asked)
    (said,) = identity.bench.said()
    assert isinstance(said, SessionRefused) and said.reason == "locked"
    return said.retry_after


def test_who_does_not_know_the_password_makes_nobody_wait_for_a_code(identity: Story, key: bytes) -> None:
    for _ in range(5):
        assert identity.refused(identity.hears(identity.log_in_by("000000", "a wrong password"))) == "bad_credentials"
    row = identity.bench.row(SecondFactor, ANN)
    assert row and row.wrong == 0
    assert isinstance(identity.hears(identity.log_in_by(code(identity, key), known_device=True)), SessionStarted)


def test_codes_are_guessed_no_faster_by_removals_and_renewals(identity: Story, key: bytes) -> None:
    for guess in (identity.remove, identity.renew) * 3:
        assert identity.refused(identity.hears(guess("000000"))) == "bad_proof"
    for asked in (identity.remove(identity.spares[0]), identity.renew(identity.spares[0])):
        identity.bench.when(asked)
        assert [getattr(said, "reason", "") for said in identity.bench.said()] == ["locked"]
    identity.bench.passes(LATER)
    assert isinstance(identity.hears(identity.remove(identity.spares[0])), SecondFactorRemoved)


def test_a_good_code_with_a_wrong_password_says_nothing_of_the_code(identity: Story, key: bytes) -> None:
    said = identity.hears(identity.log_in_by(code(identity, key), "a wrong password"))
    assert identity.refused(said) == "bad_credentials"
    assert isinstance(identity.hears(identity.log_in_by(code(identity, key))), SessionStarted)


def test_a_password_checked_before_the_factor_was_on_opens_nothing(identity: Story) -> None:
    identity.hears(identity.register())
    early = identity.asks(identity.log_in())
    identity.hears(identity.confirm(code(identity, offered(identity))))
    identity.bench.when(identity.performed(early))
    assert [getattr(said, "reason", "") for said in identity.bench.said()] == ["code_needed"]


def test_a_code_that_came_with_the_password_does_no_harm_where_none_is_asked_for(identity: Story) -> None:
    identity.hears(identity.register())
    tokens = identity.tokens(identity.hears(identity.log_in_by("000000")))
    assert identity.otp(tokens) is None


def test_an_offer_that_nobody_confirms_changes_nothing(identity: Story) -> None:
    identity.hears(identity.register())
    first = offered(identity)
    offered(identity)
    assert isinstance(identity.hears(identity.log_in()), SessionStarted)
    assert identity.refused(identity.hears(identity.confirm(code(identity, first)))) == "bad_proof"


def test_it_is_offered_for_the_password_alone_and_not_over_one_that_is_on(identity: Story, key: bytes) -> None:
    identity.bench.when(identity.enrol())
    assert [getattr(said, "reason", "") for said in identity.bench.said()] == ["second_factor_on"]
    identity.hears(identity.remove(code(identity, key)))
    assert identity.refused(identity.hears(identity.enrol("a wrong password"))) == "bad_proof"


def test_password_and_code_remove_it(identity: Story, key: bytes) -> None:
    for wrong in (identity.remove("000000"), identity.remove(code(identity, key), "a wrong password")):
        assert isinstance(identity.hears(wrong), ProofRefused)
    assert isinstance(identity.hears(identity.remove(code(identity, key))), SecondFactorRemoved)
    assert isinstance(identity.hears(identity.log_in()), SessionStarted)


def test_a_new_password_does_not_take_it_away(identity: Story, key: bytes) -> None:
    identity.hears(identity.reset(identity.code()))
    assert identity.refused(identity.hears(identity.log_in(NEW))) == "code_needed"
    assert isinstance(identity.hears(identity.log_in_by(code(identity, key), NEW)), SessionStarted)


def test_second_copies_change_nothing(identity: Story, key: bytes) -> None:
    for asked in (identity.log_in_by(code(identity, key)), identity.remove(identity.spares[0]), identity.enrol()):
        identity.hears(asked, id=asked.request)
        identity.bench.when(asked, id=asked.request)
        identity.bench.then_nothing()


def test_tokens_say_when_a_code_was_shown_and_go_on_saying_it(identity: Story, key: bytes) -> None:
    shown = int(identity.bench.now.timestamp())
    tokens = identity.tokens(identity.hears(identity.log_in_by(code(identity, key))))
    identity.bench.passes(timedelta(minutes=4))
    later = identity.tokens(identity.hears(identity.refresh(tokens["refresh_token"])))
    assert [identity.otp(tokens), identity.otp(later)] == [shown, shown]


def test_who_turns_it_on_stays_in_and_all_other_sessions_end(identity: Story) -> None:
    mine, other = identity.logged_in(), identity.logged_in()
    key, shown = offered(identity), int(identity.bench.now.timestamp())
    identity.hears(identity.confirm(code(identity, key), mine.partition(".")[0]))
    assert identity.ends() == [(other.partition(".")[0], "second_factor_on")]
    assert identity.otp(identity.tokens(identity.hears(identity.refresh(mine)))) == shown


def test_without_an_account_there_is_none(identity: Story) -> None:
    for asked in (identity.enrol(), identity.confirm("000000"), identity.remove("000000", PASSWORD)):
        identity.bench.when(asked)
        identity.bench.then_refused("not_found")
