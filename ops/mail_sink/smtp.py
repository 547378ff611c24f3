"""The SMTP side. The first word of an address can ask for trouble: `refused@`, `busy@` and `slow@`."""

import asyncio

from aiosmtpd.smtp import SMTP, Envelope, Session

from ops.mail_sink.box import SIZE, Box

SLOW = 30.0
"""Seconds after which the first copy of a mail to `slow@` is answered; it is taken at once."""


class Taker:
    """aiosmtpd's handler."""

    def __init__(self, box: Box) -> None:
        self.box = box

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        word = address.partition("@")[0].partition("+")[0]
        if word == "refused":
            return "550 no such mailbox"
        if word == "busy":
            return "451 try again later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        raw = envelope.original_content or b""
        mail = self.box.put(envelope.rcpt_tos, raw)
        if mail.recipients[0].startswith("slow") and self._is_first(mail.message_id):
            await asyncio.sleep(SLOW)
        return f"250 taken as {mail.n}"

    def _is_first(self, message_id: str) -> bool:
        return sum(mail.message_id == message_id for mail in self.box.mails) == 1


def protocol(box: Box) -> SMTP:
    return SMTP(Taker(box), data_size_limit=SIZE, enable_SMTPUTF8=True, decode_data=False, ident="boxoffice mail sink")
