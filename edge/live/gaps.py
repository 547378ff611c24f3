"""Reading the feed: many who resume from the same number at once share one read."""

import asyncio
import logging

from edge.live.channel import Channel
from edge.live.hall import Hall
from edge.live.item import Item

log = logging.getLogger(__name__)


async def shared_rows_after(hall: Hall, channel: Channel, after: int) -> list[Item] | None:
    if (task := channel.reads.get(after)) is None:
        task = channel.reads[after] = asyncio.create_task(rows_after(hall, channel.name, after))
        task.add_done_callback(lambda done: channel.reads.get(after) is done and channel.reads.pop(after))
    return await asyncio.shield(task)


async def rows_after(hall: Hall, name: str, after: int) -> list[Item] | None:
    """What the feed holds after a number, without a hole; None if it cannot say (too old, too many, unreachable)."""
    for pause in (*hall.settings.gap_pauses, None):
        try:
            async with hall.turn:
                hall.metrics.gaps += 1
                rows = await hall.gap(name, after)
        except Exception:
            hall.metrics.gap_errors += 1
            log.warning("the feed of %s cannot be read", name, exc_info=True)
            await asyncio.sleep(pause or 0)
        else:
            return _unbroken(hall, rows, after)
    return None


def _unbroken(hall: Hall, rows: list[tuple[int, int, bytes]] | None, after: int) -> list[Item] | None:
    if rows is None or len(rows) > hall.settings.replay_rows:
        return None
    items = [item for row in rows if (item := Item(*row)).end > after]
    for item in items:
        if item.start > after + 1:
            return None
        after = item.end
    return items
