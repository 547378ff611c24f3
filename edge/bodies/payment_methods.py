"""What a client may send of saved payment methods."""

from edge.bodies.words import Body, Id


class MethodChange(Body):
    default: bool
    """Only `true` can be said: another takes its place when that becomes the default."""


class MethodUse(Body):
    payment_method: Id
    """One that I have saved."""
