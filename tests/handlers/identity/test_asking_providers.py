"""A provider is asked once for each return, and nothing of what it says is kept."""

from datetime import timedelta

import pytest

from choreography.blind import blind_indexes
from choreography.effects import NotAgain
from choreography.keyring import MemoryKeyring
from contracts.identity import (
    ProviderVouched,
    account_id,
)
from handlers.identity.ask_provider_effects import account_of
from handlers.identity.provider_call import Away, Refusal
from handlers.identity.rows import Attempt
from tests.handlers.identity.providing import ANN_THERE, Saying, asking, in_by, vouched
from tests.handlers.identity.story import ANN, Story
from tests.handlers.identity.test_second_factor import key as key_of  # noqa: F401


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
