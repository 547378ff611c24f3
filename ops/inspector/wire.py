"""The inspector's calls as bytes, for a mesh that lives in another process's memory."""

from datetime import datetime
from typing import Any

import msgspec

from choreography.changes import EffectRow, Said, Waiting
from choreography.lag import Lag
from choreography.ports import Record
from handlers.audit.rows import Entry, Head
from handlers.payments.rows import Dispute, MoneyCase, Stray
from handlers.views.security import IncidentView
from ops.inspector.codes import Code
from ops.inspector.mails import FailedMail
from ops.inspector.owed import Owed
from ops.inspector.refunds import FailedRefund
from ops.inspector.search import Search

Link = tuple[Entry | None, Head | None]
ANSWERS: dict[str, Any] = {
    "about": list[Entry],
    "named": list[Entry],
    "search": list[Entry],
    "links": list[Link],
    "handled": set[str],
    "waiting": list[Waiting],
    "effects": list[EffectRow],
    "unpublished": list[Said],
    "replay": int,
    "strays": list[Stray],
    "failed_refunds": list[FailedRefund],
    "disputes": list[Dispute],
    "cases": list[MoneyCase],
    "incidents": list[IncidentView],
    "failed_mails": list[FailedMail],
    "codes": list[Code],
    "account": str,
    "owed": list[Owed],
    "opened": str,
    "topics": dict[str, int],
    "bounds": dict[str, dict[int, tuple[int, int]]],
    "since": dict[int, int],
    "records": list[Record],
    "lags": list[Lag],
}
"""By call, what it answers."""
ASKED: dict[str, Any] = {
    "search": tuple[Search],
    "since": tuple[str, datetime],
    "records": tuple[str, dict[int, tuple[int, int]]],
}
"""By call, its arguments, where they are more than text and lists of text."""


def packed(value: Any) -> bytes:
    return msgspec.msgpack.encode(value)


def asked(call: str, body: bytes) -> Any:
    """The arguments. Raises msgspec.MsgspecError for what is none."""
    return msgspec.msgpack.decode(body, type=ASKED.get(call, list[Any]))


def answered(call: str, body: bytes) -> Any:
    return msgspec.msgpack.decode(body, type=ANSWERS[call])
