"""`python -m bench.freshness`: how soon a sale is seen, on open pages and by who asks. `docs/bench.md` explains it."""

import asyncio
import sys
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from bench.freshness.played import Play
from bench.freshness.selling import Seen
from bench.measuring import quantile
from bench.words import columns

PAGES, STATES = 1_000.0, 2_000.0
"""Milliseconds: within the first 95 of 100 pages show a change, within the second all are told a booking's state."""
app = typer.Typer(pretty_exceptions_enable=False)


@app.command()
def main(
    bookings: Annotated[int, typer.Option(min=1, help="One after the other, in each part.")] = 100,
    pages: Annotated[int, typer.Option(min=1, help="Open pages of the event.")] = 100,
    beside: Annotated[float, typer.Option(min=0, help="Bookings a second of others, in the second part.")] = 20.0,
    pause: Annotated[float, typer.Option(min=0, help="Seconds between two bookings.")] = 0.1,
) -> None:
    """Sell, and look; exit code 1 where anything was seen too late, or not at all."""
    found = asyncio.run(Play(bookings, pages, beside, pause).run())
    for seen in found:
        Console().print(table(seen))
    sys.exit(any(map(late, found)))


def table(seen: Seen) -> Table:
    title = f"{seen.beside:.0f} bookings a second beside; {seen.missing} missing"
    shown = columns(title, "sold, as told by", "n", "p50 ms", "p95 ms", "most ms")
    for what, times in rows(seen).items():
        parts = (f"{quantile(sorted(times), share):.0f}" for share in (0.5, 0.95, 1.0))
        shown.add_row(what, str(len(times)), *parts)
    return shown


def rows(seen: Seen) -> dict[str, list[float]]:
    return {
        "open pages, since the answer": seen.pages,
        "open pages, since it was asked for": seen.whole,
        "GET /bookings/ID, since the answer": seen.one,
        "GET /bookings, since the answer": seen.listed,
    }


def late(seen: Seen) -> bool:
    pages, state = quantile(sorted(seen.pages), 0.95), quantile(sorted([*seen.one, *seen.listed]), 1.0)
    return bool(seen.missing) or not seen.pages or pages > PAGES or state > STATES


if __name__ == "__main__":
    app()
