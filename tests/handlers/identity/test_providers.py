"""Signing in by what a provider says: to the owner's account and nobody else's."""

import json
from datetime import timedelta

from choreography.sealing import public_text
from contracts.identity import (
    LogInByProvider,
    MailVerified,
    PasswordChanged,
    ProviderLinked,
    SessionStarted,
    UserRegistered,
)
from handlers.identity.addresses import Address
from handlers.identity.api_tokens import ApiTokens
from handlers.identity.rows import Account, SecondFactor
from handlers.identity.totp import STEP, code_of, step_at
from tests.handlers.identity.providing import BEN_THERE, Saying, in_by, links, vouched
from tests.handlers.identity.story import ANN, Story
from tests.handlers.identity.test_second_factor import key as key_of  # noqa: F401


def test_whoever_is_unknown_has_a_verified_account_without_a_password(identity: Story, provider: Saying) -> None:
    assert isinstance(in_by(identity, vouched(identity)), SessionStarted)
    said = [type(one) for one in identity.bench.said()]
    assert said == [UserRegistered, MailVerified, ProviderLinked, SessionStarted]
    account = identity.account
    assert account and account.verified and account.password == ""
    assert identity.refused(identity.hears(identity.log_in(""))) == "bad_credentials"
    assert isinstance(in_by(identity, vouched(identity)), SessionStarted)
    assert [type(one) for one in identity.bench.said()] == [SessionStarted]


def test_an_address_that_another_account_has_gone_over_to_makes_no_second_one(
    identity: Story, provider: Saying
) -> None:
    identity.bench.given(Address(ANN, owner="another"))
    assert identity.refused(in_by(identity, vouched(identity))) == "link_needed"
    assert identity.account is None


def test_an_account_of_its_owner_is_not_given_to_who_has_only_the_providers_word(verified: Story) -> None:
    voucher = vouched(verified)
    assert verified.refused(in_by(verified, voucher)) == "link_needed"
    assert isinstance(links(verified, voucher), ProviderLinked)
    assert isinstance(in_by(verified, voucher), SessionStarted)
    assert isinstance(verified.hears(verified.log_in()), SessionStarted)


def test_what_a_stranger_made_of_ones_address_is_taken_from_them(identity: Story, provider: Saying) -> None:
    strangers = identity.logged_in()
    identity.bench.given(SecondFactor(ANN, "of the stranger", confirmed=True), ApiTokens(ANN))
    assert isinstance(in_by(identity, vouched(identity)), SessionStarted)
    assert PasswordChanged in [type(one) for one in identity.bench.said()]
    assert identity.account and identity.account.password == "" and identity.account.verified
    assert identity.bench.row(SecondFactor, ANN) is None
    assert identity.ends() == [(strangers.partition(".")[0], "password_changed")]
    assert identity.bench.row(ApiTokens, ANN) is None
    assert identity.refused(identity.hears(identity.log_in())) == "bad_credentials"


def test_the_second_factor_is_asked_for_as_beside_a_password(
    verified: Story,
    key_of: bytes,  # noqa: F811
) -> None:
    voucher = vouched(verified)
    links(verified, voucher)
    assert verified.refused(in_by(verified, voucher)) == "code_needed"
    assert verified.refused(in_by(verified, voucher, "000000")) == "bad_code"
    verified.bench.passes(timedelta(seconds=STEP))
    code = code_of(key_of, step_at(verified.bench.now))
    said = in_by(verified, voucher, code)
    assert verified.otp(verified.tokens(said))
    assert verified.refused(in_by(verified, voucher, code)) == "bad_code"


def test_a_voucher_is_good_for_ten_minutes_and_for_no_other_account(verified: Story, provider: Saying) -> None:
    provider.said = BEN_THERE
    bens = vouched(verified)
    assert verified.refused(in_by(verified, bens)) == "bad_credentials"
    assert verified.refused(in_by(verified, bens[:-1] + ("A" if bens[-1] != "A" else "B"))) == "bad_credentials"
    assert isinstance(links(verified, bens), ProviderLinked)
    assert isinstance(in_by(verified, bens), SessionStarted)
    verified.bench.passes(timedelta(minutes=10))
    assert verified.refused(in_by(verified, bens)) == "bad_credentials"
    assert verified.refused(links(verified, bens)) == "bad_proof"


def test_a_banned_person_is_not_let_in(verified: Story) -> None:
    voucher = vouched(verified)
    links(verified, voucher)
    account = verified.account
    assert account
    verified.bench.given(account.but(banned=True))
    assert verified.refused(in_by(verified, voucher)) == "banned"


def test_of_two_first_sign_ins_at_once_both_are_in_and_one_account_is_made(identity: Story, provider: Saying) -> None:
    first, second = (
        identity.asks(log_in)
        for log_in in [
            LogInByProvider(
                **identity.secret("LogInByProvider", json.dumps({"proof": voucher, "code": ""})),
                reply_to=public_text(identity.edge),
            )
            for voucher in (vouched(identity), vouched(identity))
        ]
    )
    for effect in (first, second):
        identity.bench.when(identity.performed(effect))
        assert SessionStarted in [type(one) for one in identity.bench.said()]
    assert len(identity.bench.books.rows[Account]) == 1
