"""Each provider has a pool and a breaker of its own: that one is away is no other's trouble."""

import json
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any

from pydantic import SecretStr

from choreography.blind import blind_indexes
from choreography.effects import NotAgain
from choreography.keyring import Erased, Keyring
from choreography.ports import Unreachable
from choreography.sealing import seal
from contracts.identity import account_id, context, normal
from handlers.identity import voucher
from handlers.identity.own import AskFacebook, AskGithub, AskGoogle, ProviderAsked, ToProvider
from handlers.identity.provider_call import Away, Coming, Person, Refusal
from handlers.identity.providers import Providers
from handlers.identity.service import identity
from handlers.identity.vault import Vault
from handlers.identity.voucher import Voucher

PATIENCE = timedelta(seconds=10)
"""After it nobody waits for the answer any more, and what would be asked is spent for nothing."""


@identity.effect("google", deadline=12)
async def ask_google(
    asked: AskGoogle, vault: Vault, providers: Providers, blind: SecretStr, keyring: Keyring
) -> ProviderAsked:
    return await vouched(asked, vault, providers, blind, keyring)


@identity.effect("github", deadline=12)
async def ask_github(
    asked: AskGithub, vault: Vault, providers: Providers, blind: SecretStr, keyring: Keyring
) -> ProviderAsked:
    return await vouched(asked, vault, providers, blind, keyring)


@identity.effect("facebook", deadline=12)
async def ask_facebook(
    asked: AskFacebook, vault: Vault, providers: Providers, blind: SecretStr, keyring: Keyring
) -> ProviderAsked:
    return await vouched(asked, vault, providers, blind, keyring)


async def vouched(
    asked: ToProvider, vault: Vault, providers: Providers, blind: SecretStr, keyring: Keyring
) -> ProviderAsked:
    """Raises NotAgain, or TryAgain."""
    if (coming := opened(asked, vault)) is None:
        return ProviderAsked.of(asked, reason="unreadable")
    if datetime.now(UTC) - asked.at > PATIENCE:
        return ProviderAsked.of(asked, reason="provider_away")
    try:
        person = await providers.ask(asked.provider, coming)
        account = await account_of(normal(person.mail), blind, keyring)
    except Refusal as refusal:
        return ProviderAsked.of(asked, reason=str(refusal) or "provider_refused")
    except (Away, Unreachable) as error:
        raise NotAgain(ProviderAsked.of(asked, reason="provider_away"), str(error)) from error
    return for_person(asked, person, account, vault) if account else ProviderAsked.of(asked, reason="provider_refused")


async def account_of(mail: str, blind: SecretStr, keyring: Keyring) -> str:
    """The first whose person is not erased; empty if all are."""
    for account in blind_indexes(mail, blind):
        with suppress(Erased):
            await keyring.seal_key(account_id(account))
            return account
    return ""


def for_person(asked: ToProvider, person: Person, account: str, vault: Vault) -> ProviderAsked:
    made = Voucher(
        provider=asked.provider,
        login=voucher.login(asked.provider, person.subject, vault),
        account=account,
        mail=person.mail,
        until=asked.at + voucher.LASTS,
    )
    said: dict[str, Any] = {"voucher": voucher.written(made, vault), "account": made.account}
    box = seal(asked.reply_to, json.dumps(said).encode(), context("ProviderVouched", asked.account, asked.request))
    return ProviderAsked.of(asked, box=box, login=made.login)


def opened(asked: ToProvider, vault: Vault) -> Coming | None:
    """None if the box does not open, or holds something else."""
    try:
        said = json.loads(vault.opened(asked) or "")
        return Coming(str(said["code"]), str(said["verifier"]), str(said["nonce"]))
    except (ValueError, KeyError, TypeError):
        return None
