"""What users says to itself."""

from datetime import datetime

from choreography.vocabulary import Effect, Own
from contracts.users import OfAlert, OfPerson


class EraseKey(OfPerson, Effect):
    """However often it is done, it is done once."""


class KeyErased(OfPerson, Own):
    """The keyring has no key of the person, and makes none."""


class EndMemberships(OfPerson, Own):
    """Those in organisations behind this one."""

    after: str = ""


class SettleAlert(OfAlert, Own):
    """The incident that it is a part of was closed."""

    operator_id: str


class LowerRisk(OfPerson, Own):
    """The time is over, if it is still the one that was said."""

    until: datetime
