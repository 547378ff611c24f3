"""What the waiting room says to itself."""

from datetime import datetime

from choreography.vocabulary import Effect, Own
from contracts.base import OfEvent
from contracts.waiting_room import OfPlace


class MakeSeed(OfEvent, Effect):
    """Nobody may be able to foresee it."""


class SeedMade(OfEvent, Own):
    """32 bytes of chance, in hexadecimal digits."""

    seed: str


class HoldDraw(OfEvent, Own):
    """The sale starts."""


class DrawAfter(OfEvent, Own):
    """Go on with the ranks, of the places behind `after`."""

    after: str = ""


class GiveRank(OfPlace, Own):
    """The draw has come to this place."""

    ordinal: str
    rank: int


class GrantTurns(OfEvent, Own):
    """Let in whom the rate and the stock allow, of the places behind `after`."""

    after: str


class GrantTurn(OfPlace, Own):
    """It is this place's turn."""

    ordinal: str


class TakeOut(OfPlace, Own):
    """The place was given up."""

    ordinal: str


class LapseTurn(OfPlace, Own):
    """The deadline for which it was set has come."""

    deadline: datetime


class CloseQueue(OfEvent, Own):
    """The sale is over."""


class CloseAfter(OfEvent, Own, carries=("reason",)):
    """Go on with telling that the queue closed, to the places behind `after`."""

    reason: str
    after: str = ""


class ClosePlace(OfPlace, Own, carries=("reason",)):
    """The queue closed before its turn came."""

    ordinal: str
    reason: str


class ReopenAfter(OfEvent, Own):
    """Go on with telling that the queue runs on, to the places behind `after`."""

    after: str = ""


class ReopenPlace(OfPlace, Own):
    """The queue runs on, and this place with it."""

    ordinal: str
