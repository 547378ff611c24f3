"""What realtime does by the clock: it repeats the last numbers, so that a lost last message is noticed, and forgets."""

import json
from typing import Any

from choreography.service import Job, Tell
from contracts import subjects
from handlers.realtime.rows import EVENT
from handlers.realtime.service import realtime

CHANGED = """
    select case when channel = $1 then 'event:' || event_id else 'booking:' || channel end as channel, max(n) as n
    from feed where at > now() - interval '1 minute' group by event_id, channel order by 1 limit 5000"""
OLD = "delete from feed where at < now() - interval '10 minutes'"


async def say_heads(pool: Any, tell: Tell) -> None:
    """The last number of each channel that changed within the last minute, at most 5,000 of them."""
    rows = await pool.fetch(CHANGED, EVENT)
    for start in range(0, len(rows), 500):
        heads = [{"channel": row["channel"], "n": row["n"]} for row in rows[start : start + 500]]
        await tell(subjects.HEADS, json.dumps(heads).encode())


async def forget_old(pool: Any, tell: Tell) -> None:
    """A feed is about the last ten minutes."""
    await pool.execute(OLD)


realtime.jobs = (Job("heads", 5.0, say_heads), Job("forget", 60.0, forget_old))
