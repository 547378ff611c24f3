"""What an operator must know of a mail that was given up."""

from collections.abc import Iterable
from dataclasses import dataclass

from contracts.email import Kind, RetryMail
from handlers.email.rows import Delivery

WISHED = ("unsubscribed", "unverified", "erased")
"""Reasons that are the person's own: nothing is to be mended."""


@dataclass(frozen=True)
class FailedMail:
    """`recipient` is an account; `reason` a code of ours, or what the mail servers said."""

    about: str
    kind: Kind
    recipient: str
    matter: str
    message_id: str
    reason: str

    def retried(self) -> RetryMail:
        return RetryMail.of(self)


def failed(rows: Iterable[Delivery]) -> list[FailedMail]:
    """By reason and id."""
    found = [
        FailedMail(one.about, one.kind, one.recipient, one.matter, one.message_id, one.reason)
        for one in rows
        if one.state == "failed" and one.reason not in WISHED
    ]
    return sorted(found, key=lambda one: (one.reason, one.message_id))
