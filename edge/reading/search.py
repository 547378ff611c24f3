"""What is looked for in the list of events, and where a page of it begins."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
CURSOR = re.compile(r"(-?\d{1,18})\.([A-Za-z0-9_-]{1,64})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Search:
    """`words` are of name, description, place or category, `place` of the place alone; all must be there, the last one
    begun if it has two letters. It starts on one of the days from `first` to `last`, in UTC."""

    words: str = ""
    category: str = ""
    place: str = ""
    first: date = date.min
    last: date = date.max


class Cursor(NamedTuple):
    """Behind the event that starts then, whatever became of it since."""

    starts_at: datetime
    event_id: str


FIRST = Cursor(datetime.min.replace(tzinfo=UTC), "")


def cursor(text: str) -> Cursor:
    """As a page's `next` says it; empty is the beginning. Raises ValueError."""
    if not text:
        return FIRST
    if (found := CURSOR.fullmatch(text)) is None:
        raise ValueError("not what a page said as `next`")
    try:
        return Cursor(EPOCH + timedelta(microseconds=int(found[1])), found[2])
    except OverflowError as error:
        raise ValueError("no such time") from error


def told(place: Cursor) -> str:
    return f"{(place.starts_at - EPOCH) // timedelta(microseconds=1)}.{place.event_id}"
