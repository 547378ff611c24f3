"""A sale from the command line."""

from dataclasses import dataclass
from typing import Any

from ops.sale.conducted import Sale, Tell
from ops.sale.report import report

PATIENCE = 60.0
"""Seconds that what is under way has to arrive before all is checked."""


@dataclass(frozen=True)
class Wish:
    places: int
    buyers: int
    per_minute: int
    within: float
    """Seconds."""
    crowd: str = ""
    """People of an earlier sale."""


async def play(found: dict[str, Any], at: str, wish: Wish, tell: Tell) -> dict[str, Any]:
    sale = Sale(found, wish.places, wish.buyers, wish.per_minute, tell, wish.crowd)
    await sale.run(wish.within)
    tell("checking receipts, draw, order, and all invariants")
    return await report(sale, at, max(PATIENCE, wish.buyers / 100))


def described(result: dict[str, Any]) -> str:
    ended = ", ".join(f"{how} {count}" for how, count in result["ended"].items())
    times = ", ".join(f"{name} {seconds} s" for name, seconds in result["turn_to_tickets"].items())
    lines = [
        f"{result['places']} places, {result['buyers']} people, {result['seconds']} s: {ended}",
        f"  from the turn to the tickets: {times}; {result['reconnected']} sockets were lost and went on",
        f"  {result['receipts']} receipts: {len(result['wrong']) or 'nothing'} wrong",
    ]
    return "\n".join([*lines, *(f"    {line}" for line in result["wrong"])])
