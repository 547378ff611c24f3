"""Signing in by what a provider says: to the owner's account and nobody else's, once for each return."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from choreography.blind import blind_indexes
from choreography.effects import NotAgain
from choreography.keyring import MemoryKeyring
from choreography.sealing import public_text
from contracts.base import Event
from contracts.identity import (
    AskProvider,
    CloseAccount,
    LinkProvider,
    LogInByProvider,
    MailVerified,
    PasswordChanged,
    ProviderLinked,
    ProviderUnlinked,
    ProviderVouched,
    SessionStarted,
    UnlinkProvider,
    UserRegistered,
    account_id,
)
from handlers.identity.addresses import Address
from handlers.identity.api_tokens import ApiTokens
from handlers.identity.ask_provider_effects import account_of
from handlers.identity.provider_call import Away, Person, Refusal
from handlers.identity.rows import Account, Attempt, ProviderLink, SecondFactor
from handlers.identity.totp import STEP, code_of, step_at
from tests.handlers.identity.story import ANN, Story
from tests.handlers.identity.test_second_factor import key as key_of  # noqa: F401

BEN = "b" * 32
ANN_THERE, BEN_THERE = Person("1001", "ann@example.org"), Person("1002", "ben@example.org")


@dataclass
class Saying:
    """A provider that says this."""

    said: Person | Exception = ANN_THERE
    asked: list[Any] = field(default_factory=list)

    async def ask(self, provider: str, coming: object) -> Person:
        self.asked.append(coming)
        if isinstance(self.said, Exception):
            raise self.said
        return self.said


@pytest.fixture
def provider(identity: Story, monkeypatch: pytest.MonkeyPatch) -> Saying:
    """The mail that it vouches for is that of Ann's account, as the blind index has it."""
    saying = Saying()
    identity.tools = identity.tools | {"providers": saying}
    monkeypatch.setattr("handlers.identity.ask_provider_effects.blind_indexes", indexes)
    identity.bench.now = datetime.now(UTC)
    return saying


def indexes(mail: str, secret: Any) -> Iterator[str]:
    """The first is spent once its person is erased."""
    first, *more = blind_indexes(mail, secret)
    yield from (ANN if mail == ANN_THERE.mail else first, *more)


def asking(identity: Story, **other: Any) -> AskProvider:
    said = json.dumps({"code": "code", "verifier": "verifier", "nonce": "nonce"})
    box = identity.secret("AskProvider", said)
    return AskProvider(**{**box, "provider": "github", "reply_to": public_text(identity.edge), **other})


def vouched(identity: Story, **other: Any) -> str:
    """A voucher of a fresh attempt; what was remembered of the one before is forgotten."""
    identity.bench.books.rows.pop(Attempt, None)
    said = identity.hears(asking(identity, **other))
    assert isinstance(said, ProviderVouched), said
    return str(identity.opened(said.box, said)["voucher"])


def in_by(identity: Story, voucher: str, code: str = "") -> Event:
    said = json.dumps({"proof": voucher, "code": code})
    reply_to = public_text(identity.edge)
    return identity.hears(LogInByProvider(**identity.secret("LogInByProvider", said), reply_to=reply_to))


def links(identity: Story, voucher: str) -> Event:
    return identity.hears(LinkProvider(**identity.secret("LinkProvider", voucher)))


def unlinks(identity: Story) -> Event:
    return identity.hears(UnlinkProvider(account=ANN, request="u1", provider="github"))


@pytest.fixture
def verified(identity: Story, provider: Saying) -> Story:
    """Ann has registered, and read her mail."""
    identity.hears(identity.register())
    identity.hears(identity.verify(identity.mailed()))
    return identity


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


def test_an_attempt_counts_once(identity: Story, provider: Saying) -> None:
    assert isinstance(identity.hears(asking(identity)), ProviderVouched)
    assert identity.refused(identity.hears(asking(identity))) == "attempt_spent"
    assert len(provider.asked) == 1
    identity.bench.passes(timedelta(hours=1))
    assert identity.bench.row(Attempt, ANN) is None


def test_a_refusal_is_told_and_nothing_is_known_of_who_came(identity: Story, provider: Saying) -> None:
    provider.said = Refusal("mail_unverified")
    assert identity.refused(identity.hears(asking(identity))) == "mail_unverified"
    assert identity.account is None


def test_a_provider_that_is_away_is_asked_once_and_counted_by_its_breaker(identity: Story, provider: Saying) -> None:
    provider.said = Away("500")
    effect = identity.asks(asking(identity))
    with pytest.raises(NotAgain) as gave_up:
        identity.performed(effect)
    identity.bench.when(gave_up.value.result)
    assert [getattr(one, "reason", "") for one in identity.bench.said()] == ["provider_away"]


def test_what_comes_to_its_turn_too_late_is_not_asked(identity: Story, provider: Saying) -> None:
    identity.bench.now -= timedelta(minutes=1)
    assert identity.refused(identity.hears(asking(identity))) == "provider_away"
    assert not provider.asked


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


def test_a_stranger_links_nothing_to_an_address_that_is_not_shown_to_be_theirs(
    identity: Story, provider: Saying
) -> None:
    identity.hears(identity.register())
    provider.said = BEN_THERE
    assert identity.refused(links(identity, vouched(identity))) == "mail_unverified"


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


def test_who_is_somebody_at_the_provider_has_one_account_here(verified: Story, provider: Saying) -> None:
    voucher = vouched(verified)
    login = links(verified, voucher) and verified.bench.row(ProviderLink, ANN, "github")
    assert login
    verified.bench.books.rows[ProviderLink] = {}
    verified.bench.given(ProviderLink(BEN, "github", login.login))
    assert verified.refused(links(verified, voucher)) == "provider_linked"
    assert verified.refused(in_by(verified, voucher)) == "provider_linked"
    said = verified.hears(asking(verified, account="c" * 32, **of("c" * 32, verified)))
    assert isinstance(said, ProviderVouched) and said.linked == BEN


def of(account: str, identity: Story) -> dict[str, Any]:
    """An attempt of another name."""
    from choreography.sealing import seal  # noqa: PLC0415
    from contracts.identity import context  # noqa: PLC0415

    said = json.dumps({"code": "code", "verifier": "verifier", "nonce": "nonce"}).encode()
    return {"request": "r", "secret": seal(identity.sealing.newest.public, said, context("AskProvider", account, "r"))}


def test_an_account_has_one_link_to_each_provider_and_is_told_so_again(verified: Story, provider: Saying) -> None:
    voucher = vouched(verified)
    assert isinstance(links(verified, voucher), ProviderLinked)
    assert isinstance(links(verified, voucher), ProviderLinked)
    provider.said = BEN_THERE
    assert verified.refused(links(verified, vouched(verified))) == "provider_linked"


def test_a_link_is_removed_but_not_the_last_way_in(verified: Story) -> None:
    voucher = vouched(verified)
    links(verified, voucher)
    assert isinstance(unlinks(verified), ProviderUnlinked)
    assert verified.refused(in_by(verified, voucher)) == "link_needed"
    verified.bench.when(UnlinkProvider(account=ANN, request="u2", provider="github"))
    verified.bench.then_refused("not_found")


def test_without_a_password_the_only_link_stays(identity: Story, provider: Saying) -> None:
    in_by(identity, vouched(identity))
    assert identity.refused(unlinks(identity)) == "last_way_in"
    in_by(identity, vouched(identity, provider="facebook"))
    links(identity, vouched(identity, provider="facebook"))
    assert isinstance(unlinks(identity), ProviderUnlinked)


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


def test_the_links_of_a_closed_account_are_gone(verified: Story) -> None:
    links(verified, vouched(verified))
    verified.bench.when(CloseAccount(account=ANN))
    assert not verified.bench.books.rows[ProviderLink]


def test_nothing_of_who_it_is_there_is_said_or_kept(identity: Story, provider: Saying) -> None:
    in_by(identity, vouched(identity))
    told = repr(identity.log) + repr(identity.seen) + repr(vars(identity.bench.books))
    assert ANN_THERE.mail not in told and ANN_THERE.subject not in told


async def test_a_mail_whose_person_is_erased_has_another_account(identity: Story) -> None:
    mail, blind, keyring = "ann@example.org", identity.tools["blind"], MemoryKeyring()
    first, second, *_ = blind_indexes(mail, blind)
    assert await account_of(mail, blind, keyring) == first
    await keyring.erase(account_id(first))
    assert await account_of(mail, blind, keyring) == second
