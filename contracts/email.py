"""Email: what was mailed to whom. No address is ever said: a recipient is an account."""

from typing import Literal

from contracts.base import Event, Message

Kind = Literal[
    "confirmed", "changed", "cancelled", "refunded", "welcome", "verify", "reset", "password", "taken",
]  # fmt: skip

NEWS: frozenset[Kind] = frozenset({"welcome"})
"""Of these a person may want none, or none at night. All others are about what the person did or has."""


class OfMail(Message, key="about", subject="matter", carries=("about", "kind", "recipient", "matter")):
    """About one mail: there is at most one of a kind, for one recipient, in one matter."""

    about: str
    """The event that a booking is for, or the account: what orders it."""
    kind: Kind
    recipient: str
    """An account."""
    matter: str
    """A booking, an issue of its tickets, a change of its event, the account, or one request at the door."""


class EmailSent(OfMail, Event):
    """A mail server has taken it. Whether the person sees it is not known."""

    message_id: str


class EmailFailed(OfMail, Event):
    """It will not be sent: no_contact, erased, bad_address, unsubscribed, or what the mail servers said."""

    reason: str
