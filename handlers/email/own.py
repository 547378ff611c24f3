"""What email says to itself."""

from datetime import datetime

from pydantic import Field

from choreography.vocabulary import Effect, Own
from contracts.base import OfEvent
from contracts.email import LetterKind, OfLetter, OfMail
from contracts.sealed import Sealed


class MailDue(OfMail, Own, carries=("facts",)):
    """The recipient should have this mail; `facts` is what its template tells, what is nobody else's is in `sealed`."""

    facts: dict[str, str]
    sealed: dict[str, Sealed] = Field(default_factory=dict)


class SendMail(OfMail, Effect, carries=("facts", "message_id", "sealed")):
    """`message_id` is the same whenever it is sent, so that a mailbox may know a second copy."""

    facts: dict[str, str]
    message_id: str
    sealed: dict[str, Sealed] = Field(default_factory=dict)


class RemindAfter(OfEvent, Own, carries=("starts_at",)):
    """The event is near: go on with those who have tickets, behind `after`. It names the start that it was set for."""

    starts_at: datetime
    after: str = ""


class AnnounceAfter(OfEvent, Own, carries=("number", "text")):
    """The organiser has something to say: go on with those who have tickets, behind `after`."""

    number: int
    text: str
    after: str = ""


class OfWish(OfLetter, carries=("kind", "title", "text", "dry")):
    """What an operator asked to be written."""

    kind: LetterKind
    title: str
    text: str
    dry: bool


class CountReaders(OfWish, Effect):
    """How many want it is to be counted."""


class ReadersCounted(OfWish, Own):
    """So many do."""

    people: int


class ListReaders(OfLetter, Effect, carries=("kind",)):
    """Who wants it is to be looked up, behind the account `after`."""

    kind: LetterKind
    after: str


class ReadersListed(OfLetter, Own):
    """The next of them, by account; none at the end."""

    accounts: tuple[str, ...]


class MailSent(OfMail, Own):
    """A mail server took it."""


class MailNotSent(OfMail, Own):
    """It cannot be sent; `again` where time may change that."""

    reason: str
    again: bool = False


class MailHeld(OfMail, Own):
    """It is not for now, but for then."""

    until: datetime


class SendAgain(OfMail, Own):
    """Time has passed since it could not be sent, or it was not to be sent before."""
