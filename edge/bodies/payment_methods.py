"""What a client may send of saved payment methods."""

from edge.bodies.words import Body


class MethodChange(Body):
    default: bool
    """Only `true` can be said: another takes its place when that becomes the default."""
