"""What a client may send of saved payment methods."""

from msgspec import UNSET, UnsetType

from edge.bodies.words import Body, Id


class MethodChange(Body):
    default: bool
    """Only `true` can be said: another takes its place when that becomes the default."""


class MethodUse(Body):
    """Either: one to pay with, or that the one is saved that I pay with next."""

    payment_method: Id | UnsetType = UNSET
    """One that I have saved."""
    save: bool = False
    """The card that I type at the provider next, to pay this booking, is saved as it pays."""
