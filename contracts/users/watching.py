"""What is counted of accounts, addresses and cards."""

from datetime import datetime
from typing import Literal

from contracts.base import Event
from contracts.users.about import OfPerson

Kind = Literal["sign_ins", "holds", "refunds"]
"""What is watched of an account: refused sign-ins, holds that lapsed unpaid, paid bookings that were given up."""

ADDRESS, CARD = "address-", "card-"
"""With one of these and a keyed hash, an address or a card stands where an account does."""


def is_account(account_id: str) -> bool:
    """Else it is an address or a card that is watched."""
    return not account_id.startswith((ADDRESS, CARD))


class SecurityNoted(OfPerson, Event):
    """One more of a kind, in the account's own partition, where they are counted."""

    kind: Kind
    about: str
    """The request or the booking: it counts once."""
    at: datetime


class AbuseNoted(OfPerson, Event):
    """Likewise, of kinds that may become more.

    `reused`: refresh tokens of an account. `cards`: different ones. `guesses`: refused sign-ins from an address.
    `accounts` of a card.
    """

    kind: str
    about: str
    """What counts once: the card, the request, the account."""
    at: datetime
