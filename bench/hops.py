"""Where the time of a booking goes: when each of its messages was said, as audit recorded it."""

from dataclasses import dataclass
from statistics import median

import asyncpg

SAID = """select subject, type, min(at) as at from audit.entry
    where kind = 'event_id' and name = any($1) and subject like '%-%' group by subject, type"""
FIRST = "RequestBooking"


@dataclass(frozen=True)
class Hop:
    """`after` is the median of the milliseconds since the request, by the time of the batch that said the message."""

    message: str
    after: float


async def hops(dsn: str, events: list[str], last: int) -> list[Hop]:
    """Of the last so many bookings of these events."""
    connection = await asyncpg.connect(dsn)
    try:
        rows = await connection.fetch(SAID, events)
    finally:
        await connection.close()
    said: dict[str, dict[str, float]] = {}
    for row in rows:
        said.setdefault(row["subject"], {})[row["type"]] = row["at"].timestamp()
    whole = sorted((times for times in said.values() if FIRST in times), key=lambda times: times[FIRST])[-last:]
    after: dict[str, list[float]] = {}
    for times in whole:
        for name, at in times.items():
            after.setdefault(name, []).append(1000 * (at - times[FIRST]))
    return sorted((Hop(name, round(median(found), 2)) for name, found in after.items()), key=lambda hop: hop.after)
