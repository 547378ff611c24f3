"""Sessions begin, and go on."""

from datetime import datetime

from pydantic import Field

from contracts.base import Command, Event
from contracts.identity.about import Answering, WithSecret
from contracts.identity.words import SECRETS, Box, PublicKey, SessionId


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


class LogInByProvider(LogIn, Command, topic=SECRETS):
    """The secret is JSON of `proof`, a voucher, and `code`, of the second factor; empty where there is none."""


class RefreshSession(WithSecret, Command, topic=SECRETS):
    """The secret is the refresh token; the tokens come back in a box for `reply_to`."""

    sid: SessionId
    reply_to: PublicKey


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
