"""The second factor: its key is made, read and proved, and its spare codes with it."""

from datetime import datetime

from choreography.vocabulary import Effect, Own
from contracts.identity import Asked
from handlers.identity.own.opening import Opening


class OfFactor(Opening):
    """`factor` is the wrapped key of the second factor, of which steps after `last` and the `spare` codes are good."""

    factor: str = ""
    last: int = 0
    spare: tuple[str, ...] = ()


class ByCode(Asked):
    """By which code it was: of this time step, or this spare one."""

    step: int = 0
    spare: str = ""


class OfferFactor(Opening, Effect, carries=("reply_to", "generation")):
    """A key is to be made, if the secret is the password, whose hash is `password`."""

    reply_to: str
    generation: int
    password: str


class FactorOffered(Asked, Own, carries=("generation",)):
    """`factor` is the wrapped key, `offer` the key in a box for the asker; `reason` why there is none."""

    generation: int
    factor: str = ""
    offer: str = ""
    reason: str = ""


class ReadFactor(OfFactor, Effect, carries=("reply_to", "sid")):
    """The secret is to be a code of the offered key, as of `at`."""

    sid: str
    reply_to: str
    at: datetime


class NewSpares(ByCode):
    """`box` has them for the asker, `spares` are their hashes; `reason` why there are none."""

    box: str = ""
    spares: tuple[str, ...] = ()
    reason: str = ""


class FactorRead(NewSpares, Own, carries=("factor", "sid", "at")):
    """What came of it."""

    sid: str
    at: datetime
    factor: str


class ProveFactor(OfFactor, Effect, carries=("generation",)):
    """The secret is to be the password, whose hash is `password`, and a code, as of `at`."""

    generation: int
    password: str
    at: datetime


class Proved(ByCode, carries=("generation",)):
    """`guessed`: the password was right and the code was not."""

    generation: int
    reason: str = ""
    guessed: bool = False


class FactorProved(Proved, Own):
    """For a removal."""


class RenewSpares(ProveFactor, carries=("reply_to",)):
    """As for a removal; then there are to be new spare codes."""

    reply_to: str


class SparesRenewed(Proved, NewSpares, Own):
    """For new spare codes."""
