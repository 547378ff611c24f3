"""`python -m bench.crowd`: a hundred thousand sockets watch one sale. `docs/bench.md` explains what it prints."""

import asyncio
import json
import sys
import time
from collections.abc import Callable
from dataclasses import asdict
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from bench.crowd.played import Play, Played
from bench.words import columns

app = typer.Typer(pretty_exceptions_enable=False)


@app.command()
def main(
    sockets: Annotated[int, typer.Option(min=1, help="Who watch the event, at as many doors as they need.")] = 100_000,
    bookings: Annotated[int, typer.Option(min=1, help="Sold one after the other, before they came and then.")] = 20,
    pause: Annotated[float, typer.Option(min=0, help="Seconds between two of them, once everybody watches.")] = 6.0,
    as_json: Annotated[bool, typer.Option("--json", help="The figures as one line of JSON.")] = False,
) -> None:
    """Sell tickets while very many watch; exit code 1 if one of them was dropped."""
    outcome = asyncio.run(Play(sockets, bookings, pause, telling()).run())
    if as_json:
        print(json.dumps(asdict(outcome)))
    else:
        Console().print(table(sockets, outcome))
    sys.exit(outcome.lost > 0)


def telling() -> Callable[[str], None]:
    began, progress = time.monotonic(), Console(stderr=True)
    return lambda what: progress.print(f"{time.monotonic() - began:7.1f} s  {what}", highlight=False)


def table(sockets: int, outcome: Played) -> Table:
    shown = columns(f"A sale watched by {sockets:,} sockets", "what", "", left=1)
    for what, figure in figures(sockets, outcome):
        shown.add_row(what, figure)
    return shown


def figures(sockets: int, outcome: Played) -> list[tuple[str, str]]:
    return [
        ("opened and subscribed", f"{outcome.opening:.0f} s, {sockets / outcome.opening:,.0f} a second"),
        ("memory of one", f"{outcome.memory / 1024:.1f} KiB"),
        ("one booking, p50: nobody else watches", f"{1000 * at(outcome.alone, 0.5):.0f} ms"),
        ("one booking, p50: all watch", f"{1000 * at(outcome.watched, 0.5):.0f} ms"),
        ("one booking, p99: all watch", f"{1000 * at(outcome.watched, 0.99):.0f} ms"),
        ("the last of a door knows a change after, p50", f"{1000 * at(outcome.late, 0.5):.0f} ms"),
        ("the last of a door knows a change after, p99", f"{1000 * at(outcome.late, 0.99):.0f} ms"),
        ("frames", f"{outcome.frames:,}, {1e6 * outcome.cpu:.1f} us of a door's processor each"),
        ("dropped", f"{outcome.lost:,}"),
        ("told to fetch, or other words", ", ".join(f"{kind} {n:,}" for kind, n in outcome.others.items()) or "none"),
    ]


def at(found: list[float], part: float) -> float:
    return sorted(found)[min(int(part * len(found)), len(found) - 1)] if found else 0.0


if __name__ == "__main__":
    app()
