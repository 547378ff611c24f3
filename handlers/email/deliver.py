from collections.abc import Iterator

from choreography.envelope import derived
from contracts.email import MAIL_ONLY, NoticePosted
from handlers.email.own import MailDue, SendAgain, SendMail
from handlers.email.rows import Delivery
from handlers.email.service import email


@email.step
def deliver(due: MailDue, delivery: Delivery | None) -> Iterator[Delivery | SendMail | NoticePosted]:
    """However often a mail is due, it is sent once, and stands in the inbox once."""
    if delivery:
        return
    message_id = derived("mail", due.about, due.kind, due.recipient, due.matter)
    delivery = Delivery(due.about, due.kind, due.recipient, due.matter, message_id, facts=due.facts, sealed=due.sealed)
    yield delivery
    yield SendMail.of(delivery)
    if due.kind not in MAIL_ONLY:
        yield NoticePosted.of(due, notice_id=message_id)


@email.step
def send_again(again: SendAgain, delivery: Delivery) -> Iterator[SendMail]:
    if delivery.state == "due":
        yield SendMail.of(delivery)
