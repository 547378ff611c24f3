"""Email: one mail for each thing that a person should know, and no second."""

from handlers.email import (
    deliver,
    mail_not_sent,
    mail_sent,
    remember_contact,
    remember_event,
    resources,
    send_mail,
    want,
)
from handlers.email.service import email

__all__ = [
    "deliver",
    "email",
    "mail_not_sent",
    "mail_sent",
    "remember_contact",
    "remember_event",
    "resources",
    "send_mail",
    "want",
]
