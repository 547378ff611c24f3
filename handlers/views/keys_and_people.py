"""Rows of who may come in: people, and the keys that prove who they are."""

from dataclasses import field
from datetime import datetime

from choreography.row import Row
from contracts.sealed import Sealed
from handlers.views.rows import UNKNOWN


class PersonView(Row, key=("account_id",)):
    """A person, to be shown to themselves alone; what is personal can be read only with their key."""

    account_id: str
    mail: Sealed | None = None
    registered_name: Sealed | None = None
    """The name that was given at the registration, which holds until the profile says another."""
    name: Sealed | None = None
    preferences: dict[str, str] = field(default_factory=dict)
    created: datetime = UNKNOWN
    verified: bool = False
    """The mail was shown to reach the person."""
    read_until: datetime = UNKNOWN
    """What came to the inbox by then is read."""
    second_factor: bool = False
    factor_at: datetime = UNKNOWN
    """The clock of the second factor."""
    new_mail: Sealed | None = None
    """What took the place of the first one."""
    mail_at: datetime = UNKNOWN
    """The clock of the new mail."""
    devices_from: datetime = UNKNOWN
    """Signs of a device that are older say nothing any more."""
    profile_version: int = -1
    """The clock of name and preferences."""


class NoticeView(Row, key=("about", "notice_id")):
    """Something in a person's inbox."""

    about: str
    notice_id: str
    recipient: str = ""
    kind: str = ""
    matter: str = ""
    facts: dict[str, str] = field(default_factory=dict)
    at: datetime = UNKNOWN


class KeyView(Row, key=("ring", "kid")):
    """A public key: a JWK as JSON for signing, base64url for sealing and for tickets. A retired one proves nothing."""

    ring: str
    kid: str
    public: str = ""
    starts: datetime = UNKNOWN
    retired: bool = False


class SessionView(Row, key=("account_id", "sid")):
    """A sign-in, as its owner sees it. One that ended stays so, whatever is heard later, until it is forgotten."""

    account_id: str
    sid: str
    client: str = ""
    started: datetime = UNKNOWN
    seen: datetime = UNKNOWN
    expires: datetime = UNKNOWN
    ended: bool = False


class TokenView(Row, key=("account_id", "token_id")):
    """An API token, as its owner sees it, and as the door knows who brings it. One that was revoked stays so."""

    account_id: str
    token_id: str
    name: Sealed | None = None
    scopes: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    digest: str = ""
    created: datetime = UNKNOWN
    expires: datetime = UNKNOWN
    used: datetime = UNKNOWN
    revoked: bool = False


class AddressView(Row, key=("account", "address")):
    """The account that is asked where somebody comes with this mail address; both are blind indexes."""

    account: str
    address: str


class ProviderView(Row, key=("account_id", "provider")):
    """By whom a person may sign in: what was said last holds."""

    account_id: str
    provider: str
    linked: datetime = UNKNOWN
    unlinked: datetime = UNKNOWN
