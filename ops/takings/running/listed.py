"""What the door lists of that day, page by page."""

from collections.abc import AsyncIterator
from typing import Any

from ops.client.door import Door
from ops.takings.running.desk import Desk, read


async def pages(door: Door, path: str) -> AsyncIterator[dict[str, Any]]:
    after: Any = ""
    while after is not None:
        page = await read(door, f"{path}?limit=100" + (f"&after={after}" if after else ""))
        for one in page["items"]:
            yield one
        after = page["next"]


async def bookings(desk: Desk) -> list[dict[str, Any]]:
    """Of all its events."""
    paths = [f"/events/{event}/bookings" for event in desk.events.values()]
    return [one for path in paths async for one in pages(desk.organiser, path)]


async def cases(desk: Desk, operator: Door) -> list[dict[str, Any]]:
    """Those that were opened since the day began."""
    found = [one async for one in pages(operator, "/money/cases")]
    return [one for one in found if one["opened_at"] >= desk.bank.since.isoformat()]


async def invoices(desk: Desk) -> list[dict[str, Any]]:
    mine = str((await read(desk.organiser, "/me"))["id"])
    return [one async for one in pages(desk.organiser, f"/organisations/{mine}/invoices")]
