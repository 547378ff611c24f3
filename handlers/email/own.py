"""What email says to itself."""

from choreography.vocabulary import Effect, Own
from contracts.email import OfMail


class MailDue(OfMail, Own, carries=("facts",)):
    """The recipient should have this mail; `facts` is what its template tells, nothing of it personal."""

    facts: dict[str, str]


class SendMail(OfMail, Effect, carries=("facts", "message_id")):
    """`message_id` is the same whenever it is sent, so that a mailbox may know a second copy."""

    facts: dict[str, str]
    message_id: str


class MailSent(OfMail, Own):
    """A mail server took it."""


class MailNotSent(OfMail, Own):
    """It cannot be sent; `again` where time may change that."""

    reason: str
    again: bool = False


class SendAgain(OfMail, Own):
    """Time has passed since it could not be sent."""
