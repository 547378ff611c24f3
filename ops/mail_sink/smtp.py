"""The SMTP side: as much of RFC 5321 as hands a mail in."""

import asyncio
from typing import cast

from ops.mail_sink.box import SIZE, Box, Mail
from ops.mail_sink.commands import GO_ON, GOODBYE, NAME, Commands

SLOW = 30.0
"""Seconds after which the first copy of a mail to `slow@` is answered; it is taken at once."""
LINE = 4_096
"""Bytes of a command."""
LINE_END, END = b"\r\n", b"\r\n.\r\n"


class Connection(asyncio.Protocol):
    """A mail is read as a whole: line by line, as libraries do it, takes longer than all else that is done for it."""

    transport: asyncio.WriteTransport

    def __init__(self, box: Box) -> None:
        self.box, self.commands = box, Commands()
        self._came, self._in_mail, self._too_large = bytearray(), False, False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast(asyncio.WriteTransport, transport)
        self._say(f"220 {NAME}")

    def data_received(self, data: bytes) -> None:
        self._came += data
        while not self.transport.is_closing() and (self._took_mail() if self._in_mail else self._took_command()):
            pass

    def _took_command(self) -> bool:
        """Was a whole one there? Before the mail that follows on one a line's end is put: its lines are all alike."""
        line, end, rest = self._came.partition(LINE_END)
        if len(line) > LINE:
            self._say("500 line too long")
            self.transport.close()
        if not end or len(line) > LINE:
            return False
        answer = self.commands.answer(line.decode(errors="replace"))
        self._in_mail, self._too_large = answer == GO_ON, False
        self._came = bytearray(LINE_END) + rest if self._in_mail else rest
        self._say(answer)
        if answer == GOODBYE:
            self.transport.close()
        return True

    def _took_mail(self) -> bool:
        """Was the end of it there? Of one that is too large nothing is kept but what may be part of its end."""
        end = self._came.find(END)
        self._too_large |= (end if end >= 0 else len(self._came) - len(END)) > SIZE
        if end < 0:
            del self._came[: len(self._came) - len(END) if self._too_large else 0]
            return False
        raw = bytes(self._came[: end + len(LINE_END)])
        del self._came[: end + len(END)]
        self._in_mail, recipients, self.commands.recipients = False, self.commands.recipients, []
        if self._too_large:
            self._say("552 too large")
        else:
            self._taken(self.box.put(recipients, raw.replace(b"\r\n.", LINE_END).removeprefix(LINE_END)))
        return True

    def _taken(self, mail: Mail) -> None:
        answer = f"250 taken as {mail.n}"
        if mail.recipients[0].startswith("slow") and self._is_first(mail.message_id):
            asyncio.get_running_loop().call_later(SLOW, self._say, answer)
        else:
            self._say(answer)

    def _is_first(self, message_id: str) -> bool:
        return sum(mail.message_id == message_id for mail in self.box.mails) == 1

    def _say(self, text: str) -> None:
        if not self.transport.is_closing():
            self.transport.write(f"{text}\r\n".encode())
