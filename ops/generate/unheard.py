"""A message that nobody says, or that nobody hears, is a mistake: unless it stands here, with a reason."""

from collections.abc import Iterator

from contracts.base import Command
from ops.generate.house import House

FOR_PEOPLE = {
    "AuditRecorded": "for whoever watches the chain from outside: a link that is changed later contradicts it",
    "DisputeFundsReinstated": "for an operator, and for the bookkeeping, whose ledger payments keeps itself",
    "DisputeFundsWithdrawn": "for an operator, and for the bookkeeping, whose ledger payments keeps itself",
    "EmailFailed": "for an operator, and for whoever asks whether a mail was sent",
    "EmailSent": "for an operator, and for whoever asks whether a mail was sent",
    "LettersDiscarded": "for the audit: the command line does it itself",
    "LettersReplayed": "for the audit: it is done already",
    "RefundSettled": "for an operator: why a refund that failed is in the list no more",
    "SealedRead": "for the audit: who has looked at what of whom",
    "SettingChanged": "for the audit: the doors read it from their board",
}
"""Said, and heard by no service."""


def mistakes(house: House) -> Iterator[str]:
    for message in house.messages:
        name, heard = message.__name__, house.heard_by(message)
        if not house.said_by(message) and not issubclass(message, Command):
            yield f"{name}: nobody says it"
        if not heard and name not in FOR_PEOPLE:
            yield f"{name}: nobody hears it"
        if heard and name in FOR_PEOPLE:
            yield f"{name}: it is heard by {', '.join(heard)}; take it out of FOR_PEOPLE"


def unspoken(house: House) -> Iterator[str]:
    """Commands that neither the edge nor the command line names: a step may be there before its route, for a while."""
    commands = (message for message in house.messages if issubclass(message, Command))
    yield from (f"{message.__name__}: nobody says it" for message in commands if not house.said_by(message))
