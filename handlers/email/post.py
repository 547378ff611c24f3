"""The way to the mail servers, one after the other until one takes the mail."""

from email import message_from_bytes
from email.message import Message
from typing import Protocol

from aiosmtplib import SMTP
from aiosmtplib import errors as smtp

from choreography.effects import TryAgain
from handlers.email.lines import Lines
from handlers.email.mime import Mail
from handlers.email.settings import MailSettings

PERMANENT = 500
"""SMTP's codes from here on say that trying again is of no use."""
AWAY = (smtp.SMTPException, OSError, TimeoutError)
BROKEN = (smtp.SMTPServerDisconnected, smtp.SMTPTimeoutError, OSError, TimeoutError)
"""An answer did not come: what was handed in may be on its way."""


class RejectedError(Exception):
    """No server will ever take it; the text is what the last one said."""


class Post(Protocol):
    async def send(self, mail: Mail) -> None:
        """Raises RejectedError, and TryAgain where a server may take it later."""
        ...


class SmtpPost:
    """Connections are kept for the next mail, for as long as most servers keep them."""

    def __init__(self, settings: MailSettings) -> None:
        self.settings, self._lines = settings, Lines(settings)

    async def close(self) -> None:
        await self._lines.close()

    async def send(self, mail: Mail) -> None:
        said: list[tuple[bool, str]] = []
        for host, port in self.settings.servers:
            try:
                return await self._hand_in(mail, host, port)
            except AWAY as error:
                said.append((is_final(error), f"{host}:{port} {type(error).__name__} {code_of(error) or ''}".strip()))
        if all(final for final, _ in said):
            raise RejectedError(said[-1][1])
        raise TryAgain("; ".join(text for _, text in said))

    async def _hand_in(self, mail: Mail, host: str, port: int) -> None:
        """Raises TryAgain where the server may have taken it: then no other is asked, for it would be a second copy."""
        async with self._lines.line(host, port) as line:
            try:
                await handed_in(mail, line)
            except BROKEN as error:
                raise TryAgain(f"{host}:{port} may have taken it: {type(error).__name__}") from error


class MemoryPost:
    """A mail server in memory; `said` is what it answers instead of taking a mail, each once."""

    def __init__(self) -> None:
        self.taken: list[Message] = []
        self.said: list[Exception] = []

    async def send(self, mail: Mail) -> None:
        if self.said:
            raise self.said.pop(0)
        self.taken.append(message_from_bytes(mail.raw))


async def handed_in(mail: Mail, line: SMTP) -> None:
    """Where no address asks for more, by the three commands: `sendmail` parses each address twice, and goes through the
    text to tell its size beforehand. Nothing need be reset: a line on which anything went wrong is not kept.
    """
    if asked := options(mail):
        await line.sendmail(mail.sender, mail.recipient, mail.raw, mail_options=asked)
        return
    await line.mail(mail.sender)
    await line.rcpt(mail.recipient)
    await line.data(mail.raw)


def options(mail: Mail) -> list[str]:
    """A server that does not know the one that an address needs is asked for nothing (RFC 6531)."""
    return [] if mail.raw.isascii() else ["SMTPUTF8"]


def is_final(error: Exception) -> bool:
    return code_of(error) >= PERMANENT and not isinstance(error, smtp.SMTPAuthenticationError)


def code_of(error: Exception) -> int:
    """What the server answered; 0 if it did not. The answer's text is not used: it may name the address."""
    if isinstance(error, smtp.SMTPRecipientsRefused):
        return min((one.code for one in error.recipients), default=0)
    return error.code if isinstance(error, smtp.SMTPResponseException) else 0
