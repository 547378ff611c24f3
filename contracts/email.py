"""Email: what was mailed to whom. No address is ever said: a recipient is an account."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field

from contracts.base import Command, Event, Message
from contracts.users import MailGroup

OPERATORS = "email.operators"
"""Only the command line may write here."""
Dependency = Literal["smtp"]
"""What email calls."""

LETTER_AT_MOST = 5_000
"""Characters of a letter's text."""

Kind = Literal[
    "confirmed", "changed", "cancelled", "refunded", "due", "settling", "declined", "reminder", "announcement",
    "welcome", "verify", "reset", "password", "taken", "factor_on", "factor_off", "spares", "device", "token", "linked",
    "mail_code", "mail_undo", "verified", "suspended", "reinstated", "invited", "newsletter", "maintenance",
]  # fmt: skip
LetterKind = Literal["newsletter", "maintenance"]
"""What an operator writes to all who want news."""

GROUPS: Mapping[Kind, MailGroup] = {
    "welcome": "news", "newsletter": "news", "maintenance": "news",
    "reminder": "reminders", "announcement": "announcements", "invited": "invitations",
}  # fmt: skip
"""Of these a person may want none, group by group, or none at night. No other is kept back by what a person prefers."""
NEWS = frozenset(GROUPS)

TO_MANY = NEWS - {"invited"}
"""Of these many are mailed at once: so many a minute, and no more."""

CAN_WAIT: frozenset[Kind] = NEWS | {"verified", "reinstated"}
"""Of these one person is mailed so many an hour, and no more. No other waits: they are about money, tickets, or who may
sign in."""

MAIL_ONLY: frozenset[Kind] = frozenset({"welcome", "newsletter", "verify", "reset", "taken", "mail_code", "mail_undo"})
"""What only the mailbox may know, or need not be told twice. All else stands in the person's inbox, too."""


FORGOTTEN: frozenset[Kind] = frozenset({"verify", "reset", "token", "mail_code", "mail_undo"})
"""What these tell is for the recipient alone, and is forgotten once they are sent or given up."""


class OfMail(Message, key="about", subject="matter", carries=("about", "kind", "recipient", "matter")):
    """About one mail: there is at most one of a kind, for one recipient, in one matter."""

    about: str
    """The event that a booking is for, the account, or a letter to all: what orders it."""
    kind: Kind
    recipient: str
    """An account."""
    matter: str
    """A booking, an issue of its tickets, a change of its event, who is told something of it, the account, or one
    request at the door."""


class EmailSent(OfMail, Event):
    """A mail server has taken it. Whether the person sees it is not known."""

    message_id: str


class EmailFailed(OfMail, Event):
    """It will not be sent: no_contact, erased, bad_address, bounced, unsubscribed, unverified, or what the mail servers
    said.
    """

    reason: str


class RetryMail(OfMail, Command, topic=OPERATORS):
    """An operator has a mail tried again that was given up: what kept it back is mended."""


class MailRetried(OfMail, Event, answers=RetryMail, status=202):
    """It is tried as if it were new."""


class MailNotRetried(OfMail, Event, answers=RetryMail, status=409):
    """It was not given up, or what it had to say is forgotten, as a code is: `state` is the mail's."""

    state: str


class NoticePosted(Event, key="about", subject="recipient", carries=("about", "kind", "recipient", "matter", "facts")):
    """The recipient finds it in the inbox, whatever becomes of the mail; `facts` is what it tells, nothing personal."""

    about: str
    kind: str
    """That of the mail. There may be others by the time it is read: a reader shows what it does not know as it is."""
    recipient: str
    matter: str
    notice_id: str
    facts: dict[str, str]


class OfMailbox(Message, key="account_id", carries=("account_id",)):
    """About where one person is mailed."""

    account_id: str


class RecordBounce(OfMailbox, Command):
    """The mail provider tells that a mail came back. `code` is what the mailbox's server said, as `5.1.1`."""

    message_id: str = ""
    """Of the mail, where the provider says it."""
    hard: bool
    """Nothing will ever reach the address; otherwise it was full or away."""
    code: str = ""


class LiftBounce(OfMailbox, Command, topic=OPERATORS):
    """An operator has the address mailed again."""


class MailBounced(OfMailbox, Event, answers=RecordBounce):
    """If it was hard, the address is mailed no more until that is lifted, or the person proves that they read it."""

    message_id: str
    hard: bool
    code: str


class BounceLifted(OfMailbox, Event, answers=LiftBounce):
    """The address is mailed again."""


class OfLetter(Message, key="letter_id", carries=("letter_id",)):
    """About one letter to all who want such mails. Its id follows from what it says."""

    letter_id: str


class SendLetter(OfLetter, Command, carries=("kind", "title", "text"), topic=OPERATORS):
    """An operator writes to all who want it. However often it is asked for, each is mailed once."""

    kind: LetterKind
    title: Annotated[str, Field(min_length=1, max_length=150)]
    text: Annotated[str, Field(min_length=1, max_length=LETTER_AT_MOST)]
    dry: bool = False
    """Nobody is mailed: it is only said how many would be."""


class LetterCounted(OfLetter, Event, carries=("people",), answers=SendLetter):
    """So many people want it, and are reached. None is mailed."""

    people: int


class LetterBegun(OfLetter, Event, carries=("people",), answers=SendLetter, status=202):
    """It is being mailed; `people` wanted it when it began."""

    people: int


class ResetMailBreaker(Command, key="dependency", carries=("dependency",), topic=OPERATORS):
    """An operator has the mail server called again, now: it is back, and the open circuit breaker would wait."""

    dependency: Dependency


class MailBreakerReset(Event, key="dependency", carries=("dependency",), answers=ResetMailBreaker):
    """Every copy of the service that listens is told, as of the provider's breaker."""

    dependency: Dependency
