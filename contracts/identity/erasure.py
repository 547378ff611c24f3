"""People are forgotten, for ever."""

from contracts.base import Command, Event
from contracts.identity.about import Answering, OfAccount, OfPerson, WithSecret
from contracts.identity.words import SECRETS


class EraseAccount(WithSecret, Command, topic=SECRETS):
    """The person wants to be forgotten, for ever; the secret is the password."""


class CloseAccount(OfAccount, Command):
    """The person wants to be forgotten, for ever: the edge has checked that it is the caller's account."""


class AccountClosed(OfPerson, Event, answers=CloseAccount, status=202):
    """There is no such account any more. Its sessions are being ended, and its person's key is about to be erased."""


class ErasureBegun(Answering, Event, answers=EraseAccount, status=202):
    """The password was right: the account is closed, and its person is about to be erased."""
