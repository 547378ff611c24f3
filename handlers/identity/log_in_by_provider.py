"""A sign-in by what a provider said: to the account that is linked, or to one that nobody else can have."""

from collections.abc import Iterator
from datetime import datetime
from math import ceil
from typing import Annotated

from choreography.envelope import Envelope
from choreography.vocabulary import Gone, Timer, at
from contracts.identity import (
    LogInByProvider,
    MailVerified,
    PasswordChanged,
    ProviderLinked,
    SessionRefused,
    SessionStarted,
    UserRegistered,
)
from handlers.identity.addresses import Address
from handlers.identity.keys import KeyRing
from handlers.identity.log_in import fresh_sid, let_in
from handlers.identity.own import EndSession, EndSessions, EndTokens, ReadVoucher, VoucherRead
from handlers.identity.prove_factor import Sealing
from handlers.identity.rows import Account, Departed, ProviderLink, SecondFactor, Session
from handlers.identity.service import identity

LoggedIn = Iterator[
    Account
    | SecondFactor
    | ProviderLink
    | Session
    | Gone
    | EndSession
    | EndSessions
    | EndTokens
    | UserRegistered
    | MailVerified
    | PasswordChanged
    | ProviderLinked
    | SessionStarted
    | SessionRefused
    | Timer
]


@identity.step
def log_in_by_provider(
    asked: LogInByProvider,
    account: Account | None,
    factor: SecondFactor | None,
    sealing: Sealing,
    signing: Annotated[KeyRing, at("signing_ring")],
    envelope: Envelope,
    now: datetime,
) -> Iterator[ReadVoucher | SessionRefused]:
    """Of an account whose mail was never verified the second factor is not asked for: a stranger may have set it."""
    asks = factor if factor and factor.confirmed and account and account.verified else None
    if (key := sealing.find(asked.key_id)) is None:
        yield SessionRefused.of(asked, reason="unknown_key")
    elif asks and (wait := asks.waits(now)):
        yield SessionRefused.of(asked, reason="locked", retry_after=ceil(wait.total_seconds()), source=asked.source)
    else:
        yield ReadVoucher.of(
            asked,
            sealing=key,
            signing=signing.current(now),
            sid=fresh_sid(asked.account, envelope),
            roles=account.roles if account else ("buyer",),
            generation=account.generation if account else 0,
            known=account is not None,
            known_device=asked.known_device,
            client=asked.client,
            source=asked.source,
            replaces=asked.replaces,
            at=now,
            **(asks.good if asks else {}),
        )


@identity.step
def voucher_read(
    read: VoucherRead,
    account: Account | None,
    address: Address | None,
    departed: Departed | None,
    factor: SecondFactor | None,
    links: Annotated[list[ProviderLink], at("account", "providers")],
    bound: Annotated[ProviderLink | None, at("login")],
    now: datetime,
) -> LoggedIn:
    """Never is an account given to whom its owner did not link, but one of which nobody has shown to be the owner."""
    link = next((one for one in links if one.provider == read.provider), None)
    moved = account is None and address is not None  # somebody's account has gone over to this mail
    reason = "closed" if departed else "link_needed" if moved else why_not(read, account, factor, bound)
    if reason:
        if reason == "bad_code" and factor:
            yield factor.one_more(now)
        yield SessionRefused.of(read, reason=reason, source=read.source)
        return
    yield from shown_to_be_theirs(read, account, factor, now)
    if bound is None:
        assert link and read.provider
        yield link.but(login=read.login)
        yield ProviderLinked.of(read, provider=read.provider)
    yield from let_in(read, of_owner(read, account, now), now)


def shown_to_be_theirs(
    read: VoucherRead, account: Account | None, factor: SecondFactor | None, now: datetime
) -> LoggedIn:
    if account is None:
        assert read.mail
        yield UserRegistered.of(read, mail=read.mail, roles=of_owner(read, account, now).roles)
        yield MailVerified.of(read)
    elif not account.verified:
        yield from taken_over(read, factor)
    elif factor and factor.confirmed and (used := factor.used(read.step, read.spare)):
        yield used


def of_owner(read: VoucherRead, account: Account | None, now: datetime) -> Account:
    """As it is once its owner is in: a stranger's password opens it no more."""
    if account is None:
        return Account(read.account, "", ("buyer",), now, verified=True)
    if account.verified:
        return account
    return account.but(password="", verified=True, generation=account.generation + 1)


def why_not(read: VoucherRead, account: Account | None, factor: SecondFactor | None, bound: ProviderLink | None) -> str:
    """Why nothing is opened, as a reason; empty if something is."""
    if read.reason:
        return read.reason
    if bound and bound.account != read.account:
        return "provider_linked"
    if is_other(read, account) or not (bound or read.own):
        return "bad_credentials"
    if account and account.banned:
        return "banned"
    if account is None or not account.verified:
        return ""
    return of_factor(read, factor) if bound else "link_needed"


def is_other(read: VoucherRead, account: Account | None) -> bool:
    """Is it another account than when the voucher was looked at?"""
    if account is None:
        return read.mail is None
    return account.generation != read.generation


def of_factor(read: VoucherRead, factor: SecondFactor | None) -> str:
    if factor is None or not factor.confirmed or factor.used(read.step, read.spare):
        return ""
    return "bad_code" if read.step or read.spare else "code_needed"


def taken_over(
    read: VoucherRead, factor: SecondFactor | None
) -> Iterator[Gone | EndSessions | EndTokens | PasswordChanged | MailVerified]:
    """Whoever made the account knows its password, and is not known to be its owner: nothing of theirs opens it now."""
    if factor:
        yield Gone(factor)
    yield EndSessions.of(read, reason="password_changed", kept=read.sid)
    yield EndTokens.of(read)
    yield PasswordChanged.of(read)
    yield MailVerified.of(read)
