"""What is answered to a command. The first word of an address can ask for trouble: `refused@`, `busy@` and `slow@`."""

import re

from ops.mail_sink.box import SIZE

NAME = "boxoffice mail sink"
GO_ON, GOODBYE = "354 end it with a line of one dot", f"221 {NAME}"
EXTENSIONS = "\r\n".join((f"250-{NAME}", f"250-SIZE {SIZE}", "250-8BITMIME", "250 SMTPUTF8"))
TO = re.compile(r"to: ?<([^<>]+)>", re.IGNORECASE)
OF_SIZE = re.compile(r" size=(\d+)", re.IGNORECASE)
OK = "250 OK"
SAID = {"EHLO": EXTENSIONS, "HELO": OK, "RSET": OK, "NOOP": OK, "DATA": GO_ON, "QUIT": GOODBYE}
TROUBLE = {"refused": "550 no such mailbox", "busy": "451 try again later"}


class Commands:
    """Those of one connection; `recipients` are of the mail that comes next."""

    def __init__(self) -> None:
        self.recipients: list[str] = []

    def answer(self, line: str) -> str:
        word, _, asked = line.partition(" ")
        match word.upper():
            case "EHLO" | "HELO" | "RSET" | "MAIL" as begins:
                self.recipients = []
                return self._mail(asked) if begins == "MAIL" else SAID[begins]
            case "RCPT":
                return self._rcpt(asked)
            case "DATA" if not self.recipients:
                return "503 RCPT comes first"
            case other:
                return SAID.get(other, "502 not here")

    def _mail(self, asked: str) -> str:
        size = OF_SIZE.search(asked)
        return "552 too large" if size and int(size[1]) > SIZE else OK

    def _rcpt(self, asked: str) -> str:
        if not (to := TO.match(asked)):
            return "501 RCPT TO:<address>"
        word = to[1].partition("@")[0].partition("+")[0]
        if word not in TROUBLE:
            self.recipients.append(to[1])
        return TROUBLE.get(word, OK)
