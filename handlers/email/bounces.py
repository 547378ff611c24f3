from collections.abc import Iterator

from choreography.vocabulary import Gone
from contracts.email import BounceLifted, LiftBounce, MailBounced, RecordBounce
from handlers.email.rows import Bounce
from handlers.email.service import email


@email.step
def record_bounce(asked: RecordBounce, bounce: Bounce | None) -> Iterator[Bounce | MailBounced]:
    """A mailbox that is full now does not make one exist that does not."""
    if bounce is None or asked.hard or not bounce.hard:
        bounce = bounce or Bounce(asked.account_id, asked.hard)
        yield bounce.but(hard=asked.hard, code=asked.code, message_id=asked.message_id)
    yield MailBounced.of(asked, message_id=asked.message_id, hard=asked.hard, code=asked.code)


@email.step
def lift_bounce(asked: LiftBounce, bounce: Bounce) -> Iterator[Gone | BounceLifted]:
    yield Gone(bounce)
    yield BounceLifted.of(asked)
