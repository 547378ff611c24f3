"""What users says to itself."""

from choreography.vocabulary import Effect, Own
from contracts.users import OfPerson


class EraseKey(OfPerson, Effect):
    """However often it is done, it is done once."""


class KeyErased(OfPerson, Own):
    """The keyring has no key of the person, and makes none."""


class EndMemberships(OfPerson, Own):
    """Those in organisations behind this one."""

    after: str = ""
