"""What email remembers: where people are reached, what events are called, and each mail."""

from dataclasses import field
from datetime import datetime
from typing import Literal

from choreography.row import Row
from contracts.email import Kind, LetterKind
from contracts.sealed import Sealed


class Contact(Row, key=("account_id",)):
    """All can be read only with the person's key."""

    account_id: str
    mail: Sealed
    """Of the registration."""
    name: Sealed | None = None
    new_mail: Sealed | None = None
    """What took its place."""
    erased: bool = False
    """The person's key is gone: nobody is reached there any more."""
    verified: bool = False
    """Somebody showed that they read what comes there. Of who was known before this was kept it is presumed."""

    @property
    def address(self) -> Sealed:
        return self.new_mail or self.mail


class Preferences(Row, key=("account_id",)):
    """What the person said of mails, whether or not anything else was heard of them."""

    account_id: str
    said: dict[str, str] = field(default_factory=dict)


class Bounce(Row, key=("account_id",), audited=("hard", "code")):
    """What came back from the person's address last; while it is `hard` nothing is mailed there."""

    account_id: str
    hard: bool
    code: str = ""
    message_id: str = ""


class Happening(Row, key=("event_id",)):
    """What a mail says of an event."""

    event_id: str
    name: str = ""
    place: str = ""
    starts_at: datetime | None = None
    utc_offset: int = 0
    """Minutes east of UTC, as the organiser said when it starts."""
    watched: bool = False
    """Somebody has tickets, so that there is somebody to remind."""
    off: bool = False
    """It is postponed, and has no new date yet, or is cancelled."""


class Guest(Row, key=("event_id", "booking_id")):
    """Who has the tickets of a booking, and whether any is good, as the stock's newest word has it."""

    event_id: str
    booking_id: str
    buyer_id: str
    good: bool = True
    stock_seq: int = 0


class Delivery(Row, key=("about", "kind", "recipient", "matter"), audited=("state", "reason")):
    """One mail: while it stands here no second one of its kind is sent to the recipient in this matter."""

    about: str
    kind: Kind
    recipient: str
    matter: str
    message_id: str
    state: Literal["due", "sent", "failed"] = "due"
    tries: int = 0
    """How often it could not be sent though time might change that."""
    reason: str = ""
    facts: dict[str, str] = field(default_factory=dict)
    sealed: dict[str, Sealed] = field(default_factory=dict)
    """For the recipient alone; forgotten once the mail is on its way."""


class Letter(Row, key=("letter_id",), audited=True):
    """What an operator writes to all who want it; it stands here from when it was begun."""

    letter_id: str
    kind: LetterKind
    title: str
    text: str
    people: int
