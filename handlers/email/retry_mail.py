from collections.abc import Iterator

from contracts.email import FORGOTTEN, MailNotRetried, MailRetried, RetryMail
from handlers.email.own import SendMail
from handlers.email.rows import Delivery
from handlers.email.service import email


@email.step
def retry_mail(asked: RetryMail, delivery: Delivery) -> Iterator[Delivery | SendMail | MailRetried | MailNotRetried]:
    """Under the same message id, so that a mailbox which has it after all may know it."""
    if delivery.state != "failed" or delivery.kind in FORGOTTEN:
        yield MailNotRetried.of(asked, state=delivery.state)
        return
    yield delivery.but(state="due", tries=0, reason="")
    yield SendMail.of(delivery)
    yield MailRetried.of(asked)
