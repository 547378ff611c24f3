"""A mail, from its template: a text part, and an HTML part made of MJML."""

from datetime import datetime
from email.headerregistry import Address
from email.utils import format_datetime
from urllib.parse import urlencode

from choreography.marks import mark
from contracts.email import GROUPS
from contracts.users import MailGroup
from handlers.email.mime import Mail, header, mail, sender
from handlers.email.mould import filled
from handlers.email.own import SendMail
from handlers.email.settings import MailSettings


def compose(
    asked: SendMail, address: str, name: str, settings: MailSettings, at: datetime, language: str = "en"
) -> Mail:
    """Raises ValueError if the address is none. `name` may be empty."""
    to, group = str(recipient(address)), GROUPS.get(asked.kind)
    link = way_out(asked.recipient, group, settings) if group else ""
    facts = {**asked.facts, "name": name, "matter": asked.matter, "url": settings.public_url.rstrip("/"), "out": link}
    shown, own = sender(settings.sender)
    title, text, html = filled(asked.kind, facts, language, secret=bool(asked.sealed))
    headers = {
        "Subject": header("Subject", " ".join(title.split())),
        "From": shown,
        "To": to,
        "Date": format_datetime(at),
        "Message-ID": f"<{asked.message_id}@{settings.domain}>",
        "Content-Language": language,
        "Auto-Submitted": "auto-generated",
    }
    if link:
        headers |= {"List-Unsubscribe": f"<{link}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    return mail(headers, (own, to), text, html, asked.message_id)


def way_out(account_id: str, group: MailGroup, settings: MailSettings) -> str:
    """By which, as RFC 8058 has it, a mailbox unsubscribes with one request; a person, with one click more."""
    asked = urlencode({"account": account_id, "mark": mark("unsubscribe", account_id), "group": group})
    return f"{settings.api_url.rstrip('/')}/mail/unsubscribe?{asked}"


def recipient(address: str) -> Address:
    """Raises ValueError."""
    try:
        return Address(addr_spec=address)
    except Exception as error:  # the parser raises whatever it stumbles over
        raise ValueError("no mail address") from error
