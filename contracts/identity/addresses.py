"""An account gets another mail address, and the old one can have it undone."""

from datetime import datetime

from contracts.base import Command, Event
from contracts.identity.about import Answering, Asked, WithSecret
from contracts.identity.words import SECRETS, Account
from contracts.sealed import Sealed


class ChangeMail(WithSecret, Command, topic=SECRETS):
    """The secret is the password. `address` is the blind index of the new mail address."""

    address: Account
    mail: Sealed


class ConfirmMail(WithSecret, Command, topic=SECRETS):
    """Asked of the new address, whose blind index is `account`: the secret is the code that was mailed there."""

    by: Account
    """The account that is to be found by it."""


class UndoMail(WithSecret, Command, topic=SECRETS):
    """The secret is the code that was mailed to the address before."""


class MailChangeNoted(Answering, Event, answers=ChangeMail, status=202):
    """Nothing is said of whether the new address is free."""


class MailWanted(Asked, Event):
    """Asked of an address, whose blind index is `account`: the account `by` wants to be found by it."""

    by: Account
    mail: Sealed


class MailTaken(Answering, Event):
    """Another wanted the address of this person."""


class MailCodeIssued(Answering, Event):
    """A code is to be mailed to the new address: it counts once, until `expires`."""

    mail: Sealed
    code: Sealed
    expires: datetime


class MailClaimed(Asked, Event, answers=ConfirmMail):
    """The address is this account's, and will be no other's."""

    address: Account
    mail: Sealed


class MailChanged(Answering, Event, answers=UndoMail):
    """The person is found, and mailed, at `mail`, and at no other; without one, where they registered."""

    mail: Sealed | None = None


class MailUndoIssued(Answering, Event):
    """A code is to be mailed to the address before (without one, that of the registration)."""

    mail: Sealed | None = None
    code: Sealed
    expires: datetime
