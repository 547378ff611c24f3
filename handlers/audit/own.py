"""What audit says to itself."""

from choreography.vocabulary import Own


class Seal(Own, key="name"):
    """It is time to say how far this chain has come."""

    kind: str
    name: str
