from collections.abc import Iterator
from datetime import datetime, timedelta

from choreography.vocabulary import Gone
from contracts.identity import MailVerified, UserRegistered
from handlers.email.own import MailDue
from handlers.email.rows import Bounce, Contact
from handlers.email.service import email

WELCOME_WITHIN = timedelta(days=1)
"""Who was verified earlier is remembered, and not welcomed any more."""


@email.step
def remember_contact(registered: UserRegistered, contact: Contact | None) -> Iterator[Contact]:
    if contact is None:
        yield Contact(registered.account_id, registered.mail, registered.name)


@email.step
def mail_verified(
    said: MailVerified, contact: Contact, bounce: Bounce | None, asked_at: datetime, now: datetime
) -> Iterator[Contact | Gone | MailDue]:
    """Whoever read a code there is reached there, and is welcomed, once: who never asked for an account is not."""
    if bounce:
        yield Gone(bounce)
    if not contact.verified:
        yield contact.but(verified=True)
        if now - asked_at < WELCOME_WITHIN:
            yield welcome(said.account_id)


def welcome(account: str) -> MailDue:
    return MailDue(about=account, kind="welcome", recipient=account, matter=account, facts={})
