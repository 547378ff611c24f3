from collections.abc import Iterator
from datetime import datetime, timedelta

from contracts.email import Kind
from contracts.identity import (
    Answering,
    CodeIssued,
    OfPerson,
    PasswordChanged,
    Provider,
    ProviderLinked,
    RegistrationRefused,
    SecondFactorConfirmed,
    SecondFactorRemoved,
    SessionStarted,
    SpareCodesRenewed,
    TokenIssued,
)
from handlers.email.facts import when
from handlers.email.own import MailDue
from handlers.email.service import email

NEWS = timedelta(days=1)
"""What is older is mailed to nobody: identity's facts are read from the start."""

FACTOR: dict[type[Answering], Kind] = {
    SecondFactorConfirmed: "factor_on",
    SecondFactorRemoved: "factor_off",
    SpareCodesRenewed: "spares",
}

PROVIDERS: dict[Provider, str] = {"google": "Google", "github": "GitHub", "facebook": "Facebook"}


@email.step
def code_issued(issued: CodeIssued, now: datetime) -> Iterator[MailDue]:
    """A code that counts no more is of no use to anybody."""
    if now < issued.expires:
        yield to_owner(issued, issued.purpose, issued.request).model_copy(update={"sealed": {"code": issued.code}})


@email.step
def password_changed(changed: PasswordChanged, asked_at: datetime, now: datetime) -> Iterator[MailDue]:
    if now - asked_at < NEWS:
        yield to_owner(changed, "password", changed.request)


@email.step
def factor_changed(
    said: SecondFactorConfirmed | SecondFactorRemoved | SpareCodesRenewed, asked_at: datetime, now: datetime
) -> Iterator[MailDue]:
    if now - asked_at < NEWS:
        yield to_owner(said, FACTOR[type(said)], said.request)


@email.step
def registration_refused(refused: RegistrationRefused, asked_at: datetime, now: datetime) -> Iterator[MailDue]:
    """The owner alone is told, once a day, that somebody wanted an account of this address."""
    if refused.reason == "account_exists" and now - asked_at < NEWS:
        yield to_owner(refused, "taken", f"{asked_at:%Y-%m-%d}")


@email.step
def session_started(said: SessionStarted, asked_at: datetime, now: datetime) -> Iterator[MailDue]:
    if said.new_device and now - asked_at < NEWS:
        mail = to_owner(said, "device", said.sid)
        yield mail.model_copy(update={"facts": {"client": said.client, "at": when(asked_at, 0)}})


@email.step
def token_issued(said: TokenIssued, asked_at: datetime, now: datetime) -> Iterator[MailDue]:
    if now - asked_at < NEWS:
        facts = {"scopes": ", ".join(said.scopes), "until": when(said.expires, 0)}
        yield to_owner(said, "token", said.token_id).model_copy(update={"facts": facts, "sealed": {"token": said.name}})


@email.step
def provider_linked(said: ProviderLinked, asked_at: datetime, now: datetime) -> Iterator[MailDue]:
    if now - asked_at < NEWS:
        mail = to_owner(said, "linked", said.request)
        yield mail.model_copy(update={"facts": {"provider": PROVIDERS[said.provider]}})


def to_owner(said: OfPerson, kind: Kind, matter: str) -> MailDue:
    return MailDue(about=said.account_id, kind=kind, recipient=said.account_id, matter=matter, facts={})
