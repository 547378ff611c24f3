from collections.abc import Iterator
from datetime import datetime, timedelta

from contracts.identity import UserRegistered
from handlers.email.own import MailDue
from handlers.email.rows import Contact
from handlers.email.service import email

WELCOME_WITHIN = timedelta(days=1)
"""Who registered earlier is remembered, and not welcomed any more."""


@email.step
def remember_contact(
    registered: UserRegistered, contact: Contact | None, asked_at: datetime, now: datetime
) -> Iterator[Contact | MailDue]:
    if contact:
        return
    yield Contact(registered.account_id, registered.mail, registered.name)
    if now - asked_at < WELCOME_WITHIN:
        account = registered.account_id
        yield MailDue(about=account, kind="welcome", recipient=account, matter=account, facts={})
