from collections.abc import Iterator
from datetime import datetime, timedelta

from choreography.vocabulary import Timer
from contracts.email import EmailFailed
from handlers.email.own import MailNotSent, SendAgain
from handlers.email.rows import Delivery
from handlers.email.service import email

TRIES = 14
FIRST_WAIT = timedelta(seconds=0.5)
"""Doubled each time: soon, for who is not known yet registered just now, and at last two hours after the first try, for
where many register at once the news of them is late."""


@email.step
def mail_not_sent(failed: MailNotSent, delivery: Delivery, now: datetime) -> Iterator[Delivery | EmailFailed | Timer]:
    if delivery.state != "due":
        return
    if failed.again and delivery.tries < TRIES:
        yield delivery.but(tries=delivery.tries + 1, reason=failed.reason)
        yield Timer(f"again {failed.kind}", now + FIRST_WAIT * 2**delivery.tries, SendAgain.of(delivery))
        return
    yield delivery.but(state="failed", reason=failed.reason, sealed={})
    yield EmailFailed.of(delivery, reason=failed.reason)
