"""What a person prefers, where a mail is not about what they did or have."""

from collections.abc import Mapping
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from contracts.users import MAILS, OFF, QUIET_FROM, QUIET_UNTIL, TIME_ZONE, MailGroup


def unsubscribed(said: Mapping[str, str], group: MailGroup) -> bool:
    """Who said nothing of a group gets its mails: a profile may be older than the group."""
    return said.get(MAILS[group]) == OFF


def quiet_until(said: Mapping[str, str], now: datetime) -> datetime | None:
    """The end of the quiet hours in which `now` is. What cannot be read, or has a zone of its own, is not said."""
    try:
        start, end = time.fromisoformat(said[QUIET_FROM]), time.fromisoformat(said[QUIET_UNTIL])
        here = now.astimezone(ZoneInfo(said.get(TIME_ZONE, "UTC")))
    except (KeyError, ValueError, OSError):
        return None
    if start.tzinfo or end.tzinfo or not is_between(here.time(), start, end):
        return None
    day = here.date() + timedelta(days=here.time() >= end)
    return datetime.combine(day, end, here.tzinfo).astimezone(UTC)


def is_between(at: time, start: time, end: time) -> bool:
    return start <= at < end if start <= end else at >= start or at < end
