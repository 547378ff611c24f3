from collections.abc import Iterator
from datetime import datetime, timedelta

from contracts.payments import CardDeclined
from handlers.email.facts import of_event
from handlers.email.own import MailDue
from handlers.email.rows import Happening
from handlers.email.service import email
from handlers.email.want import to_buyer

TRY_WITHIN = timedelta(minutes=10)
"""For so long after a decline it is of use to say that another card may be tried."""


@email.step
def card_declined(said: CardDeclined, event: Happening | None, asked_at: datetime, now: datetime) -> Iterator[MailDue]:
    """Once for each reason, however often it is tried."""
    if now - asked_at < TRY_WITHIN:
        told = {"booking": said.booking_id, "reason": said.reason}
        mail = to_buyer(said, "declined", of_event(said.event_id, event) | told)
        yield mail.model_copy(update={"matter": f"{said.booking_id}/{said.reason}"})
