"""What identity says to itself, and what it has done apart from its steps. Nothing here holds a secret in clear."""

from datetime import datetime

from choreography.vocabulary import Effect, Own
from contracts.identity import Asked, Box, OfAccount, OfRing, Provider, Purpose, Role
from contracts.sealed import Sealed
from handlers.identity.keys import RingKey


class Opening(Asked, carries=("secret", "context")):
    """A box is to be opened: `context` is what it is bound to."""

    secret: Box
    context: bytes
    sealing: RingKey


class Registering(Asked, carries=("mail", "name", "organiser")):
    """What comes along until the password is hashed."""

    mail: Sealed
    name: Sealed | None
    organiser: bool


class HashPassword(Opening, Registering, Effect):
    """The secret is a new password."""


class PasswordHashed(Registering, Own):
    """`reason` says why there is no hash."""

    password: str = ""
    reason: str = ""


class Issuing(Opening, carries=("reply_to",)):
    """Tokens are to be made, as of `at`, if the secret is right."""

    sid: str
    roles: tuple[Role, ...]
    at: datetime
    reply_to: str
    signing: RingKey
    proved: datetime | None = None
    """As the session has it."""
    signed_in: datetime | None = None
    """When the session began; None for one that begins."""


class Issued(Asked, carries=("sid", "at")):
    """`tokens` is a box for the asker, `successor` the hash of the refresh token in it; `reason` why there are none."""

    sid: str
    at: datetime
    tokens: str = ""
    successor: str = ""
    reason: str = ""


class OfFactor(Opening):
    """`factor` is the wrapped key of the second factor, of which steps after `last` and the `spare` codes are good."""

    factor: str = ""
    last: int = 0
    spare: tuple[str, ...] = ()


class ByCode(Asked):
    """By which code it was: of this time step, or this spare one."""

    step: int = 0
    spare: str = ""


class CheckPassword(Issuing, OfFactor, Effect):
    """`password` is the account's hash; empty if there is no such account, which must take as long."""

    password: str
    by_code: bool = False
    generation: int = 0
    verified: bool = True
    known_device: bool = False
    client: str = ""
    source: str = ""
    replaces: str = ""


class PasswordChecked(Issued, ByCode, Own, carries=("generation", "known_device", "client", "source", "replaces")):
    """`better` is a new hash of the same password, where the old one was made with lesser parameters."""

    better: str = ""
    generation: int = 0
    known_device: bool = False
    client: str = ""
    source: str = ""
    replaces: str = ""


class ToProvider(Opening, carries=("provider", "reply_to")):
    """The secret is what somebody came back with, at `at`."""

    provider: Provider
    reply_to: str
    at: datetime


class AskGoogle(ToProvider, Effect):
    """By its token of identity."""


class AskGithub(ToProvider, Effect):
    """By its list of the person's addresses."""


class AskFacebook(ToProvider, Effect):
    """By what it says of its token, and of the person."""


class ProviderAsked(Asked, Own):
    """`box` is a voucher for the asker, `login` the keyed hash of who is vouched for; `reason` why there is none."""

    box: str = ""
    login: str = ""
    reason: str = ""


class ForgetAttempt(OfAccount, Own):
    """What it was made from counts no more."""


class ReadVoucher(Issuing, OfFactor, Effect):
    """The secret is a voucher and a code. `known`: there is such an account; else it needs the mail."""

    generation: int
    known: bool
    known_device: bool
    client: str
    source: str = ""
    replaces: str = ""


class VoucherRead(Issued, ByCode, Own, carries=("generation", "known_device", "client", "source", "replaces")):
    """`own`: the mail that the provider vouches for is the account's. `mail` is sealed where there was no account."""

    generation: int
    known_device: bool
    client: str
    source: str = ""
    replaces: str = ""
    provider: Provider | None = None
    login: str = ""
    own: bool = False
    mail: Sealed | None = None


class OpenVoucher(Opening, Effect):
    """The secret is a voucher, as of `at`."""

    at: datetime


class VoucherOpened(Asked, Own):
    """`reason` says why it does not count."""

    provider: Provider | None = None
    login: str = ""
    reason: str = ""


class ReadRefreshToken(Issuing, Effect):
    """The secret is a refresh token."""


class RefreshTokenRead(Issued, Own):
    """`presented` is the hash of a genuine token of the session: whether it still counts is the step's to say."""

    presented: str = ""


class OfferFactor(Opening, Effect, carries=("reply_to", "generation")):
    """A key is to be made, if the secret is the password, whose hash is `password`."""

    reply_to: str
    generation: int
    password: str


class FactorOffered(Asked, Own, carries=("generation",)):
    """`factor` is the wrapped key, `offer` the key in a box for the asker; `reason` why there is none."""

    generation: int
    factor: str = ""
    offer: str = ""
    reason: str = ""


class ReadFactor(OfFactor, Effect, carries=("reply_to", "sid")):
    """The secret is to be a code of the offered key, as of `at`."""

    sid: str
    reply_to: str
    at: datetime


class NewSpares(ByCode):
    """`box` has them for the asker, `spares` are their hashes; `reason` why there are none."""

    box: str = ""
    spares: tuple[str, ...] = ()
    reason: str = ""


class FactorRead(NewSpares, Own, carries=("factor", "sid", "at")):
    """What came of it."""

    sid: str
    at: datetime
    factor: str


class ProveFactor(OfFactor, Effect, carries=("generation",)):
    """The secret is to be the password, whose hash is `password`, and a code, as of `at`."""

    generation: int
    password: str
    at: datetime


class Proved(ByCode, carries=("generation",)):
    """`guessed`: the password was right and the code was not."""

    generation: int
    reason: str = ""
    guessed: bool = False


class FactorProved(Proved, Own):
    """For a removal."""


class RenewSpares(ProveFactor, carries=("reply_to",)):
    """As for a removal; then there are to be new spare codes."""

    reply_to: str


class SparesRenewed(Proved, NewSpares, Own):
    """For new spare codes."""


class Forgive(OfAccount, Own):
    """A day has passed since the last wrong password."""


class MakeCode(Asked, Effect, carries=("purpose",)):
    """A code is to be mailed."""

    purpose: Purpose


class CodeMade(Asked, Own, carries=("purpose",)):
    """`digest` is its hash; there is none for who was erased."""

    purpose: Purpose
    code: Sealed | None = None
    digest: str = ""


class ReadCode(Opening, Effect, carries=("purpose", "digest")):
    """The secret is a code, right if its hash is `digest`; empty where none counts, which must take as long."""

    purpose: Purpose
    digest: str


class CodeRead(Asked, Own, carries=("purpose", "digest")):
    """`reason` says why it does not count."""

    purpose: Purpose
    digest: str
    reason: str = ""


class RenewPassword(ReadCode):
    """The secret is a code and a new password."""


class PasswordRenewed(CodeRead):
    """`password` is the hash of the new one."""

    password: str = ""


class ReplacePassword(Opening, Effect, carries=("sid", "generation")):
    """The secret is the old password, whose hash is `password`, and a new one."""

    sid: str
    generation: int
    password: str


class PasswordReplaced(Asked, Own, carries=("sid", "generation")):
    """`password` is the hash of the new one, `reason` why there is none."""

    sid: str
    generation: int
    password: str = ""
    reason: str = ""


class ProvePassword(Opening, Effect, carries=("address", "mail", "generation")):
    """The secret is to be the password, whose hash is `password`."""

    address: str
    mail: Sealed
    generation: int
    password: str


class ProveOwner(Opening, Effect, carries=("generation",)):
    """The secret is to be the password, whose hash is `password`; empty if there is no such account."""

    generation: int
    password: str


class PasswordProved(Asked, Own, carries=("address", "mail", "generation")):
    """`reason` says why it is not."""

    address: str
    mail: Sealed
    generation: int
    reason: str = ""


class OwnerProved(Asked, Own, carries=("generation",)):
    """`reason` says why it is not."""

    generation: int
    reason: str = ""


class MakeMailCode(Asked, Effect, carries=("by", "mail")):
    """A code is to be mailed to an address, whose blind index is `account`."""

    by: str
    mail: Sealed


class MailCodeMade(Asked, Own, carries=("by", "mail")):
    """`digest` is its hash; there is none for who was erased."""

    by: str
    mail: Sealed
    code: Sealed | None = None
    digest: str = ""


class ReadMailCode(Opening, Effect, carries=("by", "digest")):
    """The secret is a code, right if its hash is `digest`."""

    by: str
    digest: str


class MailCodeRead(Asked, Own, carries=("by", "digest")):
    """`reason` says why it does not count."""

    by: str
    digest: str
    reason: str = ""


class MakeUndo(Asked, Effect):
    """A code is to be mailed to the address before."""


class UndoMade(Asked, Own):
    """`digest` is its hash; there is none for who was erased."""

    code: Sealed | None = None
    digest: str = ""


class ReadUndo(Opening, Effect, carries=("digest",)):
    """The secret is a code, right if its hash is `digest`."""

    digest: str


class UndoRead(Asked, Own, carries=("digest",)):
    """`reason` says why it does not count."""

    digest: str
    reason: str = ""


class EndSessions(OfAccount, Own, carries=("account", "reason", "kept")):
    """All of the account but `kept`, page by page: the next begins after the session `after`."""

    reason: str
    kept: str = ""
    after: str = ""


class EndSession(OfAccount, Own, key="account", subject="sid", carries=("sid", "reason")):
    """Of those, one."""

    sid: str
    reason: str


class EndTokens(OfAccount, Own):
    """All API tokens of the account."""


class ExpireSession(OfAccount, Own, key="account", subject="sid", carries=("sid",)):
    """The session's time is over."""

    sid: str


class MakeKey(OfRing, Effect):
    """A new key pair."""


class KeyMade(OfRing, Own, carries=("kid", "public", "private")):
    """`private` is wrapped."""

    kid: str
    public: str
    private: str


class RotateKey(OfRing, Own):
    """The newest key has served its time."""


class RetireKey(OfRing, Own):
    """Whatever was made with the key is over."""

    kid: str
