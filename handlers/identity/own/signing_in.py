"""A password or a refresh token opens a session."""

from datetime import datetime

from choreography.vocabulary import Effect, Own
from contracts.identity import OfAccount
from handlers.identity.own.factors import ByCode, OfFactor
from handlers.identity.own.opening import Issued, Issuing


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


class ReadRefreshToken(Issuing, Effect):
    """The secret is a refresh token."""

    asked: datetime | None = None


class RefreshTokenRead(Issued, Own, carries=("asked",)):
    """`presented` is the hash of a genuine token of the session: whether it still counts is the step's to say.

    `asked` is when the door took the request: how long it waited here is not its owner's doing.
    """

    presented: str = ""
    asked: datetime | None = None


class Forgive(OfAccount, Own):
    """A day has passed since the last wrong password."""
