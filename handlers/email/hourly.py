"""So many mails an hour to one person and no more, of those that can wait."""

from datetime import datetime, timedelta
from typing import Protocol

HOUR = timedelta(hours=1)


class Hourly(Protocol):
    """Each mail keeps the slot that it was given, for an hour after it."""

    async def slot(self, person: str, message_id: str, now: datetime) -> datetime | None:
        """When it may be sent; None: now. Raises Unreachable."""
        ...


class MemoryHourly:
    """Of one process, until it ends."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.people: dict[str, dict[str, datetime]] = {}
        """By person and message id, in order of time."""

    async def slot(self, person: str, message_id: str, now: datetime) -> datetime | None:
        slots = self.people[person] = recent(self.people.get(person, {}), now)
        if message_id not in slots:
            taken = [*slots.values()]
            slots[message_id] = taken[-self.most] + HOUR if len(taken) >= self.most else now
        return at if (at := slots[message_id]) > now else None


def recent(slots: dict[str, datetime], now: datetime) -> dict[str, datetime]:
    """Those of the last hour, and those to come."""
    return {message_id: at for message_id, at in slots.items() if at > now - HOUR}
