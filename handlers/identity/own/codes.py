"""Codes are made to be mailed, and read when they come back."""

from choreography.vocabulary import Effect, Own
from contracts.identity import Asked, Purpose
from contracts.sealed import Sealed
from handlers.identity.own.opening import Opening


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
