"""Identity: the one authority on accounts, roles, sessions and the keys that prove them.

Commands are keyed by the account (the blind index of its mail), for that is all that a stranger at the door can be
known by. Facts are keyed by the account's id, as everything else about a person is.
"""

import unicodedata
import uuid
from datetime import datetime
from typing import Annotated, ClassVar, Literal, Self, get_args

from pydantic import Field, model_validator

from contracts.base import Command, Event, Message
from contracts.sealed import Sealed

SECRETS = "identity.secrets"
"""Sealed credentials travel on this topic alone, and lie there for 15 minutes."""
OPERATORS = "identity.operators"
"""Only the command line may write here."""
PEOPLE = uuid.UUID("4f2b6a52-59d1-5c0e-8a36-5d1b0f1e7c55")

Account = Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")]
SessionId = Annotated[str, Field(pattern=r"^[0-9a-f]{32}-[0-9a-f]{20}$")]
"""It begins with its account, so that it leads to its partition."""
Box = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]+$", max_length=4_096)]
"""A sealed box (`choreography.sealing`)."""
PublicKey = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{43}$")]
"""X25519, base64url."""
Role = Literal["buyer", "organiser", "operator"]
Ring = Literal["signing", "sealing"]
Scope = Literal["read", "book", "events", "scan", "money"]
"""What an API token is for; which routes each opens, the edge says."""
TOKEN_DAYS_AT_MOST = 365
TOKEN_NAME_AT_MOST = 100
"""Characters."""
Provider = Literal["google", "github", "facebook"]
"""Who vouches for a person that signs in without a password of ours."""
PROVIDERS: tuple[Provider, ...] = get_args(Provider)
Purpose = Literal["verify", "reset"]
"""What a code that is mailed proves that its reader may do."""


def normal(mail: str) -> str:
    """How a mail address is written before its blind index is taken: one person, one account."""
    return unicodedata.normalize("NFKC", mail).strip().casefold()


def account_id(account: str) -> str:
    """Who the person is for everybody else."""
    return str(uuid.uuid5(PEOPLE, account))


def context(message: str, account: str, request: str) -> bytes:
    """What a box in this message is bound to; the answer's box is bound to the message that it answers with."""
    return f"{message}/{account}/{request}".encode()


class OfAccount(Message, key="account", subject="account_id", carries=("account",)):
    """Asked of one account. `signing_ring` and `sealing_ring` name the keys that a step may need for it, and
    `providers` its links.
    """

    signing_ring: ClassVar[Ring] = "signing"
    sealing_ring: ClassVar[Ring] = "sealing"
    providers: ClassVar[tuple[Provider, ...]] = PROVIDERS

    account: Account

    @property
    def account_id(self) -> str:
        return account_id(self.account)


class Asked(OfAccount, key="account", subject="request", carries=("request",)):
    """One request at the door. `request` is of the edge's making, and never used for another."""

    request: Annotated[str, Field(min_length=1, max_length=64)]


class WithSecret(Asked):
    """`secret` is a box for identity, bound to this message: closed with its sealing key of the name `key_id`."""

    key_id: str
    secret: Box

    @property
    def context(self) -> bytes:
        return context(type(self).__name__, self.account, self.request)


class OfPerson(Message, key="account_id", carries=("account_id",)):
    """About one person."""

    account_id: str


class Answering(OfPerson, key="account_id", subject="request", carries=("request",)):
    """Said about one request at the door."""

    request: str


class OfRing(Message, key="ring", carries=("ring",)):
    """About the keys of one use."""

    ring: Ring


class RegisterUser(WithSecret, Command, topic=SECRETS):
    """Somebody wants an account; the secret is the password. The mail and the name are sealed for the person."""

    mail: Sealed
    name: Sealed | None = None
    organiser: bool = False
    """Organisers serve themselves; no other role may be asked for."""

    @model_validator(mode="after")
    def _sealed_for_the_person(self) -> Self:
        if any(one.person_id != self.account_id for one in (self.mail, self.name) if one):
            raise ValueError("sealed for somebody else")
        return self


class LogIn(WithSecret, Command, topic=SECRETS):
    """The secret is the password; the tokens come back in a box for `reply_to`.

    `known_device`: says the edge that the account was signed in to there before, or reset by a code that was mailed.
    """

    reply_to: PublicKey
    known_device: bool = False
    address: str = ""
    """The blind index of the mail address that was given, where it is not the account."""
    client: str = Field("", max_length=64)
    """What the owner knows it by in the list of sessions, in the edge's own words."""
    source: str = Field("", max_length=64)
    """From which network address, as a keyed hash, of which each day has its own."""
    replaces: str = Field("", pattern=r"^([0-9a-f]{32}-[0-9a-f]{20})?$")
    """The account's session on this device before, says the edge: it ends when this one begins."""


class LogInByCode(LogIn, Command, topic=SECRETS):
    """The secret is JSON of `proof`, the password, and `code`: one of the second factor's, or one of the spare ones."""


class AskProvider(WithSecret, Command, topic=SECRETS):
    """Somebody comes back from a provider. `account` is nobody's: it names the attempt, which counts once.

    The secret is JSON of `code`, as the provider gave it, and of `verifier` and `nonce`: by them it is known to be
    for us.
    """

    provider: Provider
    reply_to: PublicKey


class LogInByProvider(LogIn, Command, topic=SECRETS):
    """The secret is JSON of `proof`, a voucher, and `code`, of the second factor; empty where there is none."""


class LinkProvider(WithSecret, Command, topic=SECRETS):
    """The secret is a voucher: from now on whoever the provider says it is signs in to this account, the caller's."""


class UnlinkProvider(Asked, Command):
    """The provider opens this account no more: the edge has checked that it is the caller's."""

    provider: Provider


class RefreshSession(WithSecret, Command, topic=SECRETS):
    """The secret is the refresh token; the tokens come back in a box for `reply_to`."""

    sid: SessionId
    reply_to: PublicKey


class SendCode(Asked, Command):
    """Somebody wants a code by mail. They are told the same, and as fast, whether there is such an account or not."""

    purpose: Purpose


class VerifyMail(WithSecret, Command, topic=SECRETS):
    """The secret is the code that was mailed."""

    purpose: ClassVar[Purpose] = "verify"


class ResetPassword(WithSecret, Command, topic=SECRETS):
    """The secret is JSON of `proof`, the code that was mailed, and `password`, the new one."""

    purpose: ClassVar[Purpose] = "reset"


class ChangePassword(WithSecret, Command, topic=SECRETS):
    """The secret is JSON of `proof`, the old password, and `password`, the new one. The session of `sid` goes on."""

    sid: SessionId


class ChangeMail(WithSecret, Command, topic=SECRETS):
    """The secret is the password. `address` is the blind index of the new mail address."""

    address: Account
    mail: Sealed


class ConfirmMail(WithSecret, Command, topic=SECRETS):
    """Asked of the new address, whose blind index is `account`: the secret is the code that was mailed there."""

    by: Account
    """The account that is to be found by it."""


class UndoMail(WithSecret, Command, topic=SECRETS):
    """The secret is the code that was mailed to the address before."""


class EnrolSecondFactor(WithSecret, Command, topic=SECRETS):
    """The secret is the password. The key of the codes comes back in a box for `reply_to`; it counts when confirmed."""

    reply_to: PublicKey


class ConfirmSecondFactor(WithSecret, Command, topic=SECRETS):
    """The secret is a code of the offered key. The spare codes come back in a box for `reply_to`, this once.

    The session of `sid` goes on, all others of the account end: they were opened by the password alone.
    """

    sid: SessionId
    reply_to: PublicKey


class RemoveSecondFactor(WithSecret, Command, topic=SECRETS):
    """The secret is JSON of `proof`, the password, and `code`, as at a sign-in."""


class RenewSpareCodes(WithSecret, Command, topic=SECRETS):
    """The secret is that of a removal. New spare codes come back in a box for `reply_to`, this once."""

    reply_to: PublicKey


class LogOut(OfAccount, Command, key="account", subject="sid", carries=("sid",)):
    """Of one session: the edge has checked that it is the caller's."""

    sid: SessionId


class LogOutElsewhere(OfAccount, Command, key="account", subject="sid", carries=("sid",)):
    """All sessions of the account are to end but this one, which is the caller's."""

    sid: SessionId


class OfToken(OfAccount, key="account", subject="token_id", carries=("token_id",)):
    """About one API token of the account. Its id is made as a session's is, and is none of one."""

    token_id: SessionId


class IssueToken(OfToken, Command):
    """The owner wants a token for programs. The edge makes it, shows it once, and tells its SHA-256 alone."""

    name: Sealed
    """What the owner knows it by."""
    scopes: tuple[Scope, ...] = Field(min_length=1)
    digest: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    days: int = Field(ge=1, le=TOKEN_DAYS_AT_MOST)


class RevokeToken(OfToken, Command):
    """The owner wants it to open nothing any more."""


class BanAccount(OfAccount, Command, topic=OPERATORS):
    """Said by an operator at the command line."""


class LiftSecondFactor(OfAccount, Command, topic=OPERATORS):
    """Said by an operator at the command line, for who has lost the authenticator and the spare codes."""

    request: str


class LiftBan(OfAccount, Command, topic=OPERATORS):
    """Said by an operator at the command line."""


class WithdrawRole(OfAccount, Command, topic=OPERATORS):
    """Said by an operator at the command line."""

    role: Literal["organiser", "operator"]


class GrantRole(OfAccount, Command, topic=OPERATORS):
    """Said by an operator at the command line."""

    role: Literal["organiser", "operator"]


class EraseAccount(WithSecret, Command, topic=SECRETS):
    """The person wants to be forgotten, for ever; the secret is the password."""


class CloseAccount(OfAccount, Command):
    """The person wants to be forgotten, for ever: the edge has checked that it is the caller's account."""


class EnsureKeys(OfRing, Command):
    """There is to be a key for this use; answered with the newest one."""


class UserRegistered(Answering, Event, answers=RegisterUser, status=201):
    """The account exists, and may log in."""

    mail: Sealed
    name: Sealed | None = None
    roles: tuple[Role, ...]


class RegistrationRefused(Answering, Event, answers=RegisterUser, status=409):
    """There is no new account.

    `reason` is account_exists, account_erased, unacceptable_password, breached_password, unknown_key or unreadable.
    """

    reason: str


class ProviderVouched(Answering, Event, answers=AskProvider):
    """`box` is for the asker: JSON of `voucher`, good for ten minutes, and of `account`, which has the vouched mail.

    `linked` is the account that this person signs in to; empty if there is none yet.
    """

    box: Box
    linked: str = ""


class ProviderLinked(Answering, Event, answers=LinkProvider):
    """Whoever this provider vouches for as the same person signs in to the account by it."""

    provider: Provider


class ProviderUnlinked(Answering, Event, answers=UnlinkProvider):
    """Nobody signs in to the account by this provider any more."""

    provider: Provider


class SessionStarted(Answering, Event, answers=(LogIn, LogInByCode, LogInByProvider, RefreshSession), status=201):
    """The caller is in. `tokens` is a box for the asker's `reply_to`: JSON of `access_token` and `refresh_token`."""

    sid: SessionId
    tokens: Box
    access_expires: datetime
    session_expires: datetime
    client: str = ""
    """Told at the sign-in alone..."""
    new_device: bool = False
    """...as is that the device had not signed in before."""


class SessionRefused(Answering, Event, answers=(LogIn, LogInByCode, LogInByProvider, RefreshSession), status=401):
    """There are no tokens, for this reason; with `locked` for so many seconds."""

    reason: str
    retry_after: int = 0
    source: str = ""
    """As it was asked."""


class CodeNoted(Answering, Event, answers=SendCode, status=202):
    """Nothing is said of whether there is such an account."""


class CodeIssued(Answering, Event):
    """A code is to be mailed: it counts once, until `expires`; an earlier one for the same purpose counts no more."""

    purpose: Purpose
    code: Sealed
    expires: datetime


class MailVerified(Answering, Event, answers=VerifyMail):
    """Whoever has the account reads the mail that comes to its address."""


class PasswordChanged(Answering, Event, answers=(ResetPassword, ChangePassword)):
    """The old one opens nothing any more; the sessions that it opened are being ended."""


class MailChangeNoted(Answering, Event, answers=ChangeMail, status=202):
    """Nothing is said of whether the new address is free."""


class MailWanted(Asked, Event):
    """Asked of an address, whose blind index is `account`: the account `by` wants to be found by it."""

    by: Account
    mail: Sealed


class MailTaken(Answering, Event):
    """Another wanted the address of this person."""


class MailCodeIssued(Answering, Event):
    """A code is to be mailed to the new address: it counts once, until `expires`."""

    mail: Sealed
    code: Sealed
    expires: datetime


class MailClaimed(Asked, Event, answers=ConfirmMail):
    """The address is this account's, and will be no other's."""

    address: Account
    mail: Sealed


class MailChanged(Answering, Event, answers=UndoMail):
    """The person is found, and mailed, at `mail`, and at no other; without one, where they registered."""

    mail: Sealed | None = None


class MailUndoIssued(Answering, Event):
    """A code is to be mailed to the address before (without one, that of the registration)."""

    mail: Sealed | None = None
    code: Sealed
    expires: datetime


class SecondFactorOffered(Answering, Event, answers=EnrolSecondFactor):
    """`offer` is a box for the asker: JSON of `key`, in base32 as authenticators take it. Nothing is asked for yet."""

    offer: Box


class SecondFactorConfirmed(Answering, Event, answers=ConfirmSecondFactor):
    """From now on a password alone opens no session. `spare` is a box for the asker: JSON of `spare`, each for once."""

    spare: Box


class SecondFactorLifted(OfPerson, Event, answers=LiftSecondFactor):
    """An operator has seen to it that the account has no second factor; if it had one, all its sessions end."""


class SecondFactorRemoved(Answering, Event, answers=RemoveSecondFactor):
    """The password alone opens sessions again."""


class SpareCodesRenewed(Answering, Event, answers=RenewSpareCodes):
    """The earlier ones count no more. `spare` is a box for the asker: JSON of `spare`, each for once."""

    spare: Box


class ProofRefused(
    Answering,
    Event,
    answers=(
        VerifyMail,
        ResetPassword,
        ChangePassword,
        ChangeMail,
        ConfirmMail,
        UndoMail,
        EraseAccount,
        EnrolSecondFactor,
        ConfirmSecondFactor,
        RemoveSecondFactor,
        RenewSpareCodes,
        AskProvider,
        LinkProvider,
        UnlinkProvider,
    ),
    status=403,
):
    """Nothing was changed.

    `reason` is bad_proof, locked, second_factor_on, unacceptable_password, breached_password, unknown_key or
    unreadable; of providers attempt_spent, provider_refused, provider_away, mail_unverified, provider_linked or
    last_way_in.
    """

    reason: str


class SessionRevoked(OfPerson, Event, answers=LogOut, key="account_id", subject="sid"):
    """No token of this session counts any more, for this reason. Its sockets are to be closed."""

    sid: SessionId
    reason: str


class LoggedOutElsewhere(OfPerson, Event, answers=LogOutElsewhere, key="account_id", subject="sid", carries=("sid",)):
    """The sessions other than this one are being ended."""

    sid: SessionId


class OfPersonsToken(OfPerson, key="account_id", subject="token_id", carries=("token_id",)):
    """About one API token of the person."""

    token_id: SessionId


class TokenIssued(OfPersonsToken, Event, answers=IssueToken, status=201):
    """Whoever brings a text with this SHA-256 is the person, in these roles, until `expires`, for these scopes."""

    name: Sealed
    scopes: tuple[str, ...]
    roles: tuple[Role, ...]
    digest: str
    created: datetime
    expires: datetime


class TokenNotIssued(OfPersonsToken, Event, answers=IssueToken, status=409):
    """There is no such token: too_many_tokens or banned."""

    reason: str


class TokenRevoked(OfPersonsToken, Event, answers=RevokeToken):
    """It opens nothing any more. Its sockets are to be closed."""


class AccountBanned(OfPerson, Event, answers=BanAccount):
    """The person signs in no more; the sessions are being ended."""


class BanLifted(OfPerson, Event, answers=LiftBan):
    """The person may sign in again."""


class AccountClosed(OfPerson, Event, answers=CloseAccount, status=202):
    """There is no such account any more. Its sessions are being ended, and its person's key is about to be erased."""


class ErasureBegun(Answering, Event, answers=EraseAccount, status=202):
    """The password was right: the account is closed, and its person is about to be erased."""


class RoleWithdrawn(OfPerson, Event, answers=WithdrawRole):
    """`roles` are all that the person has now; the sessions, whose tokens say otherwise, are being ended."""

    roles: tuple[Role, ...]


class RoleGranted(OfPerson, Event, answers=GrantRole):
    """`roles` are all that the person has now; tokens say so from the next refresh on."""

    roles: tuple[Role, ...]


class SigningKeyPublished(OfRing, Event, answers=EnsureKeys, status=200):
    """Access tokens may be signed with it from `starts` on. `jwk` goes into the key set as it is."""

    kid: str
    jwk: dict[str, str]
    starts: datetime


class SigningKeyRetired(OfRing, Event):
    """The last token signed with it has expired: it proves nothing any more."""

    kid: str


class SealingKeyPublished(OfRing, Event, answers=EnsureKeys, status=200):
    """Credentials are sealed to it from now on."""

    kid: str
    public: PublicKey
    starts: datetime


Resettable = Literal[Provider, "redis", "postgresql", "replica"]
"""Those who vouch for people, whom identity calls, and what the door itself asks."""


class ResetDoorBreaker(Command, key="dependency", carries=("dependency",), topic=OPERATORS):
    """An operator has one of them called again, now: it is back, and the open circuit breaker would wait."""

    dependency: Resettable


class DoorBreakerReset(Event, key="dependency", carries=("dependency",), answers=ResetDoorBreaker, status=202):
    """Every copy of identity, or every door, is told, as of the payment provider's breaker."""

    dependency: Resettable
