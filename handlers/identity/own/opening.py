"""A sealed box is to be opened, and tokens are to be made if what is in it is right."""

from datetime import datetime

from contracts.identity import Asked, Box, Role
from handlers.identity.keys import RingKey


class Opening(Asked, carries=("secret", "context")):
    """A box is to be opened: `context` is what it is bound to."""

    secret: Box
    context: bytes
    sealing: RingKey


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
