"""A password is proved, or replaced by another."""

from choreography.vocabulary import Effect, Own
from contracts.identity import Asked
from contracts.sealed import Sealed
from handlers.identity.own.opening import Opening


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
