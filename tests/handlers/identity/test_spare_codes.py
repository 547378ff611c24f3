"""New spare codes: for password and code, shown once, and in place of the earlier ones."""

import base64
from datetime import timedelta

import pytest

from contracts.identity import SecondFactorConfirmed, SecondFactorOffered, SessionStarted, SpareCodesRenewed
from handlers.identity.rows import SecondFactor
from handlers.identity.totp import STEP, code_of, step_at
from tests.handlers.identity.story import ANN, NEW, Story


@pytest.fixture
def key(identity: Story) -> bytes:
    """Of a person with a second factor, as a code of it comes that was never used."""
    identity.hears(identity.register())
    said = identity.hears(identity.enrol())
    assert isinstance(said, SecondFactorOffered)
    key = base64.b32decode(identity.opened(said.offer, said)["key"])
    confirmed = identity.hears(identity.confirm(code(identity, key)))
    assert isinstance(confirmed, SecondFactorConfirmed)
    identity.spares = identity.opened(confirmed.spare, confirmed)["spare"]
    identity.bench.passes(timedelta(seconds=STEP))
    return key


def code(identity: Story, key: bytes) -> str:
    return code_of(key, step_at(identity.bench.now))


def renewed(identity: Story, by: str) -> list[str]:
    said = identity.hears(identity.renew(by))
    assert isinstance(said, SpareCodesRenewed)
    return list(identity.opened(said.spare, said)["spare"])


def test_each_has_128_random_bits(identity: Story, key: bytes) -> None:
    assert {len(base64.b32decode(one.replace("-", "").upper() + "=" * 6)) for one in identity.spares} == {16}


def test_new_ones_take_the_place_of_all_earlier_ones(identity: Story, key: bytes) -> None:
    new = renewed(identity, code(identity, key))
    assert len(set(new)) == 10 and not set(new) & set(identity.spares)
    assert identity.refused(identity.hears(identity.log_in_by(identity.spares[0]))) == "bad_code"
    assert isinstance(identity.hears(identity.log_in_by(new[0])), SessionStarted)
    row = identity.bench.row(SecondFactor, ANN)
    assert row and len(row.spare) == 9 and not set(new) & set(row.spare)


def test_the_code_that_they_were_asked_by_is_used_up(identity: Story, key: bytes) -> None:
    good = code(identity, key)
    new = renewed(identity, good)
    assert identity.refused(identity.hears(identity.log_in_by(good))) == "bad_code"
    renewed(identity, new[0])
    assert identity.refused(identity.hears(identity.renew(new[0]))) == "bad_proof"


def test_a_wrong_password_or_code_renews_nothing(identity: Story, key: bytes) -> None:
    for wrong in (identity.renew("000000"), identity.renew(code(identity, key), "a wrong password")):
        assert identity.refused(identity.hears(wrong)) == "bad_proof"
    assert isinstance(identity.hears(identity.log_in_by(identity.spares[0])), SessionStarted)


def test_of_two_that_ask_by_one_code_at_once_the_first_has_them(identity: Story, key: bytes) -> None:
    one, two = (identity.asks(identity.renew(code(identity, key))) for _ in range(2))
    identity.bench.when(identity.performed(one))
    assert [type(said) for said in identity.bench.said()] == [SpareCodesRenewed]
    identity.bench.when(identity.performed(two))
    assert [getattr(said, "reason", "") for said in identity.bench.said()] == ["bad_proof"]


def test_what_was_proved_by_an_earlier_password_renews_nothing(identity: Story, key: bytes) -> None:
    mailed = identity.code()
    late = identity.asks(identity.renew(code(identity, key)))
    identity.hears(identity.reset(mailed, NEW))
    identity.bench.when(identity.performed(late))
    assert [getattr(said, "reason", "") for said in identity.bench.said()] == ["bad_proof"]


def test_a_second_copy_changes_nothing(identity: Story, key: bytes) -> None:
    asked = identity.renew(code(identity, key))
    identity.hears(asked, id=asked.request)
    identity.bench.when(asked, id=asked.request)
    identity.bench.then_nothing()


def test_without_a_second_factor_there_are_none(identity: Story) -> None:
    identity.bench.when(identity.renew("000000"))
    identity.bench.then_refused("not_found")
    identity.hears(identity.register())
    identity.bench.when(identity.renew("000000"))
    assert [getattr(said, "reason", "") for said in identity.bench.said()] == ["bad_proof"]
