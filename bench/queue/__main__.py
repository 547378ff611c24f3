"""`python -m bench.queue`: a hundred thousand wait in one queue. `docs/bench.md` explains what it prints."""

import asyncio
import json
import sys
import time
from collections.abc import Callable
from dataclasses import asdict
from typing import Annotated

import typer
from rich.console import Console

from bench.queue.played import Play, Played
from bench.words import columns

app = typer.Typer(pretty_exceptions_enable=False)


@app.command()
def main(
    people: Annotated[
        int, typer.Option(min=1, help="Who join by commands on the bus, as a door would say them.")
    ] = 100_000,
    readers: Annotated[
        int, typer.Option(min=2, help="Who join at the door beside them, and ask where they stand.")
    ] = 50,
    seconds: Annotated[float, typer.Option(min=0.1, help="For which they ask, each again and again.")] = 15.0,
    as_json: Annotated[bool, typer.Option("--json", help="The figures as one line of JSON.")] = False,
) -> None:
    """Fill one queue; exit code 1 if a place was lost, or moved when Redis was flushed."""
    outcome = asyncio.run(Play(people, readers, seconds, telling()).run())
    if as_json:
        print(json.dumps(asdict(outcome)))
    else:
        shown = columns(f"{people:,} people in one queue", "what", "", left=1)
        for what, figure in figures(outcome):
            shown.add_row(what, figure)
        Console().print(shown)
    sys.exit(bool(outcome.wrong))


def telling() -> Callable[[str], None]:
    began, progress = time.monotonic(), Console(stderr=True)
    return lambda what: progress.print(f"{time.monotonic() - began:7.1f} s  {what}", highlight=False)


def figures(found: Played) -> list[tuple[str, str]]:
    grown = ", ".join(f"{name} {before} -> {after}" for name, (before, after) in found.memory.items())
    return [
        ("joined", f"{found.joined:.0f} s, {found.people / found.joined:,.0f} a second"),
        ("all receipts shown", f"{found.shown - found.joined:+.1f} s after that"),
        ("memory, MB", grown),
        ("the queue's tables", f"{found.tables / 2**20:.0f} MiB"),
        ("positions read", f"{found.reads / found.seconds:,.0f} a second, {found.at_once} at once"),
        ("a position, p50, p95", f"{found.p50:.0f} ms, {found.p95:.0f} ms"),
        ("all readers know their places after Redis was flushed", f"{1000 * found.recovery:.0f} ms"),
        ("places lost or moved by it", str(found.wrong)),
    ]


if __name__ == "__main__":
    app()
