from collections.abc import Iterator

from choreography.vocabulary import Timer
from handlers.email.own import MailHeld, SendAgain
from handlers.email.rows import Delivery
from handlers.email.service import email


@email.step
def mail_held(held: MailHeld, delivery: Delivery) -> Iterator[Timer]:
    """That uses up none of its tries."""
    if delivery.state == "due":
        yield Timer(f"again {held.kind}", held.until, SendAgain.of(delivery))
