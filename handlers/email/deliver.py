from collections.abc import Iterator

from choreography.envelope import derived
from handlers.email.own import MailDue, SendAgain, SendMail
from handlers.email.rows import Delivery
from handlers.email.service import email


@email.step
def deliver(due: MailDue, delivery: Delivery | None) -> Iterator[Delivery | SendMail]:
    """However often a mail is due, it is sent once."""
    if delivery:
        return
    message_id = derived("mail", due.about, due.kind, due.recipient, due.matter)
    delivery = Delivery(due.about, due.kind, due.recipient, due.matter, message_id, facts=due.facts, sealed=due.sealed)
    yield delivery
    yield SendMail.of(delivery)


@email.step
def send_again(again: SendAgain, delivery: Delivery) -> Iterator[SendMail]:
    if delivery.state == "due":
        yield SendMail.of(delivery)
