"""People are forgotten, for ever."""

from contracts.base import Command, Event
from contracts.identity.about import Answering, OfPerson, WithSecret
from contracts.identity.words import SECRETS


class EraseAccount(WithSecret, Command, topic=SECRETS):
    """The person wants to be forgotten, for ever; the secret is the password."""


class AccountClosed(OfPerson, Event):
    """There is no such account any more. Its sessions are being ended, and its person's key is about to be erased."""


class ErasureBegun(Answering, Event, answers=EraseAccount, status=202):
    """The password was right: the account is closed, and its person is about to be erased."""
