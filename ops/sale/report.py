"""What came of a sale, and whether all of it is in order."""

from statistics import quantiles
from typing import Any

import aiohttp

from ops import at
from ops.client.door import Door
from ops.commands.check import found as checked
from ops.commands.queue import read_log
from ops.queue_log import wrong
from ops.sale.conducted import Sale


async def report(sale: Sale, where: str, patience: float) -> dict[str, Any]:
    """`wrong` is empty if every place is sold, the queue's log is in order, and no invariant is breached."""
    queue, receipts, served = await read_log(sale.found["edge"], sale.event)
    async with aiohttp.ClientSession() as http:
        counts = await Door(sale.found["edge"], http).call("GET", f"/events/{sale.event}/availability")
    lines = wrong(queue, receipts, served)
    if counts["sold"] != sale.places or sale.outcome.ended.get("bought", 0) != sale.places:
        lines.append(f"{counts['sold']} of {sale.places} sold, {sale.outcome.ended.get('bought', 0)} bought")
    breached = await checked(at.find(where), patience)
    lines += [f"{one.invariant.name}: {one.breaches} breaches" for one in breached.findings]
    return {
        "event": sale.event, "places": sale.places, "buyers": sale.buyers, "seconds": round(sale.took, 1),
        "ended": dict(sorted(sale.outcome.ended.items())), "reconnected": sale.outcome.reconnected,
        "receipts": len(receipts), "turn_to_tickets": spread(sale.outcome.turn_to_tickets), "wrong": lines,
    }  # fmt: skip


def spread(seconds: list[float]) -> dict[str, float]:
    """Median, 95th part of a hundred, and the longest."""
    if len(seconds) < 2:  # noqa: PLR2004
        return {}
    parts = quantiles(seconds, n=20)
    return {"p50": round(parts[9], 3), "p95": round(parts[18], 3), "most": round(max(seconds), 3)}
