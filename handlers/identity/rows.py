"""What identity remembers: accounts and sessions. Its keys stand in `keys.py`."""

from datetime import datetime, timedelta
from typing import Any, Literal, Self

from choreography.row import Row
from contracts.identity import Provider, Purpose, Role, account_id
from contracts.sealed import Sealed

SESSION = timedelta(days=30)
"""How long a session lives, however often it is refreshed."""
IDLE = timedelta(days=14)
"""A session that was not refreshed for so long is over."""
ACCESS = timedelta(minutes=5)
"""How long an access token lives."""
GRACE = timedelta(seconds=15)
"""For so long the token before the last still gives its successor: two tabs, or a reply that was lost."""

LASTS: dict[Purpose, timedelta] = {"verify": timedelta(minutes=10), "reset": timedelta(minutes=10)}
"""How long a mailed code counts (ASVS 6.5.5)."""
BETWEEN = timedelta(minutes=1)
"""Two codes for one purpose are at least so far apart: nobody's mailbox is filled by others."""

SESSIONS_AT_MOST = 50
"""Of one account; whoever signs in once more ends the oldest."""
SETTLING_IN = timedelta(hours=1)
"""After the registration nobody is told of the devices that they sign in from."""

FREE = 5
"""Wrong passwords in a row, of devices that are not known, until the account waits; wrong codes likewise, of all."""
LOCKED_AT_MOST = timedelta(minutes=15)
FORGIVEN = timedelta(days=1)
"""After the last wrong one."""


def wait_after(count: int) -> timedelta:
    """From the sixth wrong one in a row on it is doubled each time: a second, two, ... a quarter of an hour."""
    return min(timedelta(seconds=2 ** min(count - FREE - 1, 10)), LOCKED_AT_MOST) if count > FREE else timedelta()


Standing = Literal["current", "grace", "idle", "reused", "expired"]


class Account(
    Row,
    key=("account",),
    audited=("password", "roles", "verified", "banned", "address", "mail"),
    secret=("password", "address"),
):
    """`password` is an argon2id hash, `verified`: its mail reaches its owner.

    What was being done for a sign-in under an older `generation` opens nothing any more.
    """

    account: str
    password: str
    roles: tuple[Role, ...]
    created: datetime
    verified: bool = False
    generation: int = 0
    banned: bool = False
    signed_in: tuple[str, ...] = ()
    """The sessions that were opened last, the oldest first, whether or not they have ended."""
    address: str = ""
    """The blind index of the mail address that it is found by; empty where that is the account's own."""
    mail: Sealed | None = None
    """Of that address; None for the one of the registration."""

    def found_by(self, address: str) -> bool:
        return address == (self.address or self.account)

    @property
    def account_id(self) -> str:
        return account_id(self.account)


class Departed(Row, key=("account",)):
    """Its owner has closed it: nobody else is let into it, however late the wish for it comes."""

    account: str


class Session(Row, key=("account", "sid"), audited=("expires", "proved")):
    """A family of refresh tokens, kept as hashes. A revoked one is removed, so that nothing revives it."""

    account: str
    sid: str
    token: str
    expires: datetime
    rotated: datetime
    previous: str = ""
    proved: datetime | None = None
    """When its owner last showed a code of the second factor."""

    def legal(self, old: Self | None) -> bool:
        return self.token != self.previous and (old is None or self.expires == old.expires)

    @property
    def signed_in(self) -> datetime:
        return self.expires - SESSION

    def standing(self, presented: str, asked: datetime, now: datetime) -> Standing:
        """Of a genuine token of this family, by its hash; `asked` is when the door took the request."""
        if now >= self.expires:
            return "expired"
        if now - self.rotated >= IDLE:
            return "idle"
        if presented == self.token:
            return "current"
        return "grace" if presented == self.previous and asked - self.rotated <= GRACE else "reused"


class SecondFactor(Row, key=("account",), audited=("secret", "confirmed", "spare"), secret=("secret", "spare")):
    """Offered, and good once `confirmed`. `secret` is wrapped; `last` is the newest time step of which a code was used.

    `spare` are the keyed hashes of the spare codes that are left. After `wrong` ones in a row everybody waits `until`
    then, known devices too: who brings a wrong code has the password.
    """

    account: str
    secret: str
    confirmed: bool = False
    last: int = 0
    spare: tuple[str, ...] = ()
    wrong: int = 0
    until: datetime | None = None

    def legal(self, old: Self | None) -> bool:
        return old is None or old.secret != self.secret or self.last >= old.last

    @property
    def good(self) -> dict[str, Any]:
        """For an effect: which codes are."""
        return {"factor": self.secret, "last": self.last, "spare": self.spare}

    def used(self, step: int, spare: str) -> Self | None:
        """After a code of this time step, or this spare one; None where it was used before."""
        if step > self.last:
            return self.but(last=step, wrong=0, until=None)
        if spare not in self.spare:
            return None
        return self.but(spare=tuple(one for one in self.spare if one != spare), wrong=0, until=None)

    def one_more(self, now: datetime) -> Self:
        """After one more wrong code."""
        return self.but(wrong=self.wrong + 1, until=now + wait_after(self.wrong + 1))

    def waits(self, now: datetime) -> timedelta:
        """How long no code is looked at."""
        return max(self.until - now, timedelta()) if self.until else timedelta()


class Code(Row, key=("account", "purpose")):
    """The one code that counts, kept as its hash. A spent one is removed."""

    account: str
    purpose: Purpose
    digest: str
    issued: datetime
    expires: datetime


class Failures(Row, key=("account",)):
    """Wrong passwords in a row, whether there is such an account or not; strangers are refused `until` then."""

    account: str
    count: int
    until: datetime

    def one_more(self, now: datetime) -> Self:
        count = self.count + 1
        return self.but(count=count, until=now + wait_after(count))


class Attempt(Row, key=("account",)):
    """Somebody came back from a provider with it, and nobody may again; `account` is made from its state."""

    account: str
    came: datetime


class ProviderLink(Row, key=("account", "provider"), unique=("login",), audited=("login",), secret=("login",)):
    """Who the provider says that it is signs in to the account. `login` is the keyed hash of who."""

    account: str
    provider: Provider
    login: str = ""
