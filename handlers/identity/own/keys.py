"""Keys are made, rotated and retired."""

from choreography.vocabulary import Effect, Own
from contracts.identity import OfRing


class MakeKey(OfRing, Effect):
    """A new key pair."""


class KeyMade(OfRing, Own, carries=("kid", "public", "private")):
    """`private` is wrapped."""

    kid: str
    public: str
    private: str


class RotateKey(OfRing, Own):
    """The newest key has served its time."""


class RetireKey(OfRing, Own):
    """Whatever was made with the key is over."""

    kid: str
