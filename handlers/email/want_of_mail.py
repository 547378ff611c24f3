"""What is mailed of a change of the mail address: to where it goes, and to where it was."""

from collections.abc import Iterator
from datetime import datetime

from choreography.vocabulary import Gone
from contracts.identity import MailChanged, MailCodeIssued, MailTaken, MailUndoIssued
from handlers.email.own import MailDue
from handlers.email.rows import Bounce, Contact
from handlers.email.service import email
from handlers.email.want_of_account import NEWS, to_owner


@email.step
def mail_code_issued(said: MailCodeIssued, now: datetime) -> Iterator[MailDue]:
    """Whoever reads it there may say so."""
    if now < said.expires:
        sealed = {"address": said.mail, "code": said.code}
        yield to_owner(said, "mail_code", said.request).model_copy(update={"sealed": sealed})


@email.step
def mail_taken(said: MailTaken, asked_at: datetime, now: datetime) -> Iterator[MailDue]:
    """Once a day, as where somebody would register with it."""
    if now - asked_at < NEWS:
        yield to_owner(said, "taken", f"{asked_at:%Y-%m-%d}")


@email.step
def mail_undo_issued(said: MailUndoIssued, contact: Contact, now: datetime) -> Iterator[MailDue]:
    if now < said.expires:
        sealed = {"address": said.mail or contact.mail, "code": said.code}
        yield to_owner(said, "mail_undo", said.request).model_copy(update={"sealed": sealed})


@email.step
def remember_mail(said: MailChanged, contact: Contact, bounce: Bounce | None) -> Iterator[Contact | Gone]:
    """Whoever changed it read a code there; what came back from the address before says nothing of this one."""
    yield contact.but(new_mail=said.mail, verified=True)
    if bounce:
        yield Gone(bounce)
