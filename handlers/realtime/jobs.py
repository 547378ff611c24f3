"""What realtime does by the clock: it repeats the last numbers, so that a lost last message is noticed, and forgets."""

import json
from typing import Any

from choreography.service import Job, Tell
from contracts import subjects
from handlers.realtime.kept import kept
from handlers.realtime.service import realtime

AT_ONCE = 500
"""Heads of one word."""


async def say_heads(place: Any, tell: Tell) -> None:
    """The last number of each channel that changed within the last minute, at most 5,000 of them."""
    found = await kept(place).changed()
    for start in range(0, len(found), AT_ONCE):
        heads = [{"channel": channel, "n": n} for channel, n in found[start : start + AT_ONCE]]
        await tell(subjects.HEADS, json.dumps(heads).encode())


async def forget_old(place: Any, tell: Tell) -> None:
    """A feed is about the last ten minutes."""
    await kept(place).forget_old()


realtime.jobs = (Job("heads", 5.0, say_heads), Job("forget", 60.0, forget_old))
