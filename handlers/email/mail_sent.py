from collections.abc import Iterator

from contracts.email import EmailSent
from handlers.email.own import MailSent
from handlers.email.rows import Delivery
from handlers.email.service import email


@email.step
def mail_sent(sent: MailSent, delivery: Delivery) -> Iterator[Delivery | EmailSent]:
    if delivery.state == "due":
        yield delivery.but(state="sent", sealed={})
        yield EmailSent.of(delivery, message_id=delivery.message_id)
