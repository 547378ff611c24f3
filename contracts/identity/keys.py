"""The keys that prove accounts, and those that secrets are sealed to."""

from datetime import datetime

from contracts.base import Command, Event
from contracts.identity.about import OfRing
from contracts.identity.words import PublicKey


class EnsureKeys(OfRing, Command):
    """There is to be a key for this use; answered with the newest one."""


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
