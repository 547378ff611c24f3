"""A new mail address is proved, and an old one may undo it."""

from choreography.vocabulary import Effect, Own
from contracts.identity import Asked
from contracts.sealed import Sealed
from handlers.identity.own.opening import Opening


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
