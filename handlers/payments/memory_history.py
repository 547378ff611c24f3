"""When each object of the provider in memory was made, and when it last changed."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from handlers.payments.kinds import READ_AS


@dataclass
class History:
    made: dict[str, datetime] = field(default_factory=dict)
    changed: dict[str, tuple[datetime, dict[str, Any]]] = field(default_factory=dict)
    """By id, the newest last."""

    def note(self, about: dict[str, Any], now: datetime) -> None:
        """Something happened to it, whoever hears of it."""
        if about["object"] not in READ_AS:
            return
        made, id_ = self.made.setdefault(about["id"], now), about["id"]
        self.changed.pop(id_, None)
        named = {"id": id_, "object": about["object"], "created": int(made.timestamp())}
        self.changed[id_] = now, named | {"payment_intent": about.get("payment_intent")}

    def made_since(self, id_: str, since: datetime) -> bool:
        return id_ not in self.made or self.made[id_].timestamp() >= int(since.timestamp())

    def changed_since(self, since: datetime) -> Iterator[dict[str, Any]]:
        for at, named in reversed(self.changed.values()):
            if at.timestamp() >= int(since.timestamp()):
                yield named
