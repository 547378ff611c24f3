"""A new account's password is hashed."""

from choreography.vocabulary import Effect, Own
from contracts.identity import Asked
from contracts.sealed import Sealed
from handlers.identity.own.opening import Opening


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
