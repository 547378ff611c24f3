"""What the sink took: the newest mails, up to a bound; in memory, or in a file too."""

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from functools import cached_property
from pathlib import Path

import msgspec

from ops.kept_lines import KeptLines

KEPT = 1_000
"""Mails; an older one makes room."""
SIZE = 1024 * 1024
"""Bytes of one mail."""


@dataclass(frozen=True)
class Mail:
    """One copy, as it was handed in. `n` counts from 1."""

    n: int
    at: datetime
    recipients: tuple[str, ...]
    raw: bytes

    @cached_property
    def message(self) -> EmailMessage:
        """Read when somebody looks at it: most mails nobody ever looks at."""
        message = message_from_bytes(self.raw, policy=default)
        assert isinstance(message, EmailMessage)
        return message

    @property
    def message_id(self) -> str:
        return str(self.message["Message-ID"] or "").strip()

    def part(self, kind: str) -> str:
        """The `plain` or `html` part; empty if there is none."""
        body = self.message.get_body((kind,))
        return str(body.get_content()) if body else ""

    def summary(self) -> dict[str, object]:
        head = {"n": self.n, "at": self.at.isoformat(), "to": list(self.recipients), "message_id": self.message_id}
        return head | {"subject": str(self.message["Subject"] or ""), "from": str(self.message["From"] or "")}


def written(mail: Mail) -> bytes:
    return msgspec.json.encode({"n": mail.n, "at": mail.at, "recipients": mail.recipients, "raw": mail.raw})


@dataclass
class Box:
    """With a `file` it has what another process took before, and is read by the next one."""

    file: Path | None = None
    mails: deque[Mail] = field(default_factory=lambda: deque(maxlen=KEPT))
    taken: int = 0

    def __post_init__(self) -> None:
        self.lines = KeptLines(self.file) if self.file else None
        if self.lines is not None:
            self.mails.extend(msgspec.json.decode(line, type=Mail) for line in self.lines.read())
            self.taken = self.mails[-1].n if self.mails else 0
            self.lines.begin(map(written, self.mails))

    def put(self, recipients: Iterable[str], raw: bytes) -> Mail:
        self.taken += 1
        self.mails.append(mail := Mail(self.taken, datetime.now(UTC), tuple(recipients), raw))
        self._keep(mail)
        return mail

    def _keep(self, mail: Mail) -> None:
        """The file has twice as many as are shown, at most."""
        if self.lines is None:
            return
        if mail.n % KEPT:
            self.lines.add([written(mail)])
        else:
            self.lines.begin(map(written, self.mails))

    def close(self) -> None:
        if self.lines is not None:
            self.lines.close()

    def to(self, recipient: str = "") -> list[Mail]:
        """Newest first; all without a recipient."""
        return [mail for mail in reversed(self.mails) if not recipient or recipient in mail.recipients]

    def find(self, n: int) -> Mail | None:
        return next((mail for mail in self.mails if mail.n == n), None)

    def counts(self) -> dict[str, dict[str, int]]:
        """By recipient, how many copies came and how many different mails they are, by Message-ID."""
        ids: dict[str, list[str]] = {}
        for mail in self.mails:
            for recipient in mail.recipients:
                ids.setdefault(recipient, []).append(mail.message_id)
        return {to: {"copies": len(found), "mails": len(set(found))} for to, found in sorted(ids.items())}
