"""So many mails an hour to one person and no more, of those that can wait."""

from datetime import datetime, timedelta

HOUR = timedelta(hours=1)
TIDIED = timedelta(minutes=10)
"""So often those are forgotten who had no mail for an hour: each time all people are looked at."""


class Hourly:
    """Each mail keeps the slot that it was given, for an hour after it; after a restart it is given another.

    All such mails of a person are about the person, and so one worker's: it need ask nobody.
    """

    def __init__(self, most: int) -> None:
        self.most = most
        self.people: dict[str, dict[str, datetime]] = {}
        """By person and message id, in order of time."""
        self.tidy_at: datetime | None = None

    def slot(self, person: str, message_id: str, now: datetime) -> datetime | None:
        """When it may be sent; None: now."""
        slots = self.people[person] = recent(self.people.get(person, {}), now)
        if message_id not in slots:
            taken = [*slots.values()]
            slots[message_id] = taken[-self.most] + HOUR if len(taken) >= self.most else now
        if now >= (self.tidy_at or now):
            self._tidy(now)
        return at if (at := slots[message_id]) > now else None

    def _tidy(self, now: datetime) -> None:
        self.tidy_at = now + TIDIED
        self.people = {person: slots for person, slots in self.people.items() if recent(slots, now)}


def recent(slots: dict[str, datetime], now: datetime) -> dict[str, datetime]:
    """Those of the last hour, and those to come."""
    return {message_id: at for message_id, at in slots.items() if at > now - HOUR}
