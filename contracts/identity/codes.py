"""Codes are mailed, and what they prove: that an address is read, and that a password may be replaced."""

from datetime import datetime
from typing import ClassVar, Literal

from contracts.base import Command, Event
from contracts.identity.about import Answering, Asked, WithSecret
from contracts.identity.words import SECRETS, SessionId
from contracts.sealed import Sealed

Purpose = Literal["verify", "reset"]
"""What a code that is mailed proves that its reader may do."""


class SendCode(Asked, Command):
    """Somebody wants a code by mail. They are told the same, and as fast, whether there is such an account or not."""

    purpose: Purpose


class VerifyMail(WithSecret, Command, topic=SECRETS):
    """The secret is the code that was mailed."""

    purpose: ClassVar[Purpose] = "verify"


class ResetPassword(WithSecret, Command, topic=SECRETS):
    """The secret is JSON of `proof`, the code that was mailed, and `password`, the new one."""

    purpose: ClassVar[Purpose] = "reset"


class ChangePassword(WithSecret, Command, topic=SECRETS):
    """The secret is JSON of `proof`, the old password, and `password`, the new one. The session of `sid` goes on."""

    sid: SessionId


class CodeNoted(Answering, Event, answers=SendCode, status=202):
    """Nothing is said of whether there is such an account."""


class CodeIssued(Answering, Event):
    """A code is to be mailed: it counts once, until `expires`; an earlier one for the same purpose counts no more."""

    purpose: Purpose
    code: Sealed
    expires: datetime


class MailVerified(Answering, Event, answers=VerifyMail):
    """Whoever has the account reads the mail that comes to its address."""


class PasswordChanged(Answering, Event, answers=(ResetPassword, ChangePassword)):
    """The old one opens nothing any more; the sessions that it opened are being ended."""
