"""So many mails a minute and no more, of those that can wait."""

from datetime import datetime, timedelta


class Pace:
    """Each mail keeps the slot that it was given; after a restart it is given another."""

    def __init__(self, per_minute: int) -> None:
        self.gap = timedelta(minutes=1) / per_minute
        self.slots: dict[str, datetime] = {}
        self._next: datetime | None = None

    def slot(self, message_id: str, now: datetime) -> datetime | None:
        """When it may be sent; None: now."""
        at = self.slots.get(message_id) or self._new(now)
        if at <= now:
            self.slots.pop(message_id, None)
            return None
        self.slots[message_id] = at
        return at

    def _new(self, now: datetime) -> datetime:
        at = max(now, self._next or now)
        self._next = at + self.gap
        return at
