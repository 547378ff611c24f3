"""A mail, from its template: a text part, and an HTML part made of MJML."""

from datetime import datetime
from email.charset import QP, Charset
from email.header import Header
from email.headerregistry import Address
from email.message import Message
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.utils import format_datetime
from urllib.parse import urlencode

from mjml import mjml2html

from choreography.marks import mark
from contracts.email import GROUPS
from contracts.users import MailGroup
from handlers.email.own import SendMail
from handlers.email.settings import MailSettings
from handlers.email.written import written

READABLE = Charset("utf-8")
READABLE.body_encoding = QP
"""No line is longer than the 998 bytes that SMTP takes (RFC 5321)."""


def compose(
    asked: SendMail, address: str, name: str, settings: MailSettings, at: datetime, language: str = "en"
) -> Message:
    """Raises ValueError if the address is none. `name` may be empty.

    The older classes of the standard library build it six times as fast as `EmailMessage`, which parses every header.
    """
    group = GROUPS.get(asked.kind)
    link = way_out(asked.recipient, group, settings) if group else ""
    facts = {**asked.facts, "name": name, "matter": asked.matter, "url": settings.public_url.rstrip("/"), "out": link}
    title, _, text = written(asked.kind, facts, "txt", language).partition("\n")
    mail = MIMEMultipart("alternative")
    mail["Subject"] = header(" ".join(title.split()))
    mail["From"] = settings.sender
    mail["To"] = str(recipient(address))
    mail["Date"] = format_datetime(at)
    mail["Message-ID"] = f"<{asked.message_id}@{settings.domain}>"
    mail["Content-Language"] = language
    mail["Auto-Submitted"] = "auto-generated"
    if link:
        mail["List-Unsubscribe"] = f"<{link}>"
        mail["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    mail.attach(MIMEText(text.lstrip("\n"), "plain", READABLE))  # type: ignore[arg-type] # takes a Charset, too
    mail.attach(MIMEText(mjml2html(written(asked.kind, facts, "mjml", language)), "html", "utf-8"))
    return mail


def way_out(account_id: str, group: MailGroup, settings: MailSettings) -> str:
    """By which, as RFC 8058 has it, a mailbox unsubscribes with one request; a person, with one click more."""
    asked = urlencode({"account": account_id, "mark": mark("unsubscribe", account_id), "group": group})
    return f"{settings.api_url.rstrip('/')}/mail/unsubscribe?{asked}"


def header(text: str) -> str:
    """Folded where it is no ASCII, as RFC 2047 says; the text has no line breaks."""
    return text if text.isascii() else Header(text, "utf-8").encode()


def recipient(address: str) -> Address:
    """Raises ValueError."""
    try:
        return Address(addr_spec=address)
    except Exception as error:  # the parser raises whatever it stumbles over
        raise ValueError("no mail address") from error
