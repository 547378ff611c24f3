"""`python -m bench`: measures the mesh beside its peers. `docs/bench.md` says how to read what it prints."""

import asyncio
import signal
import sys
import time
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from bench import plan as plans
from bench.report import reported
from bench.results import FOLDER, kept
from bench.run import Results, run
from bench.systems.mesh import LIMITS

app = typer.Typer(pretty_exceptions_enable=False)


@app.command()
def main(
    pairs: Annotated[
        int | None, typer.Option(min=1, help="How often each load is run on each system: 5; 1 in a smoke run.")
    ] = None,
    quick: Annotated[bool, typer.Option("--quick", help="A smoke run: every path once, no figure to keep.")] = False,
    brief: Annotated[
        bool, typer.Option("--brief", help="Minutes instead of an hour: small loads, a small past.")
    ] = False,
    only: Annotated[list[str] | None, typer.Option(help="Loads by name, or by how one begins; `growth` too.")] = None,
    past: Annotated[
        int | None, typer.Option(min=0, help="Bookings that the mesh has sold before; 20,000 usually.")
    ] = None,
    seconds: Annotated[
        float | None, typer.Option(min=1, help="No booking of a load is begun later; 30 usually.")
    ] = None,
    grown: Annotated[
        int | None, typer.Option("--growth", min=1, help="Bookings by which the tables grow; 50,000 usually.")
    ] = None,
    minutes: Annotated[float | None, typer.Option(min=0.1, help="No load of a pair is begun later than this.")] = None,
    results: Annotated[Path, typer.Option(help="Where the JSON goes.")] = FOLDER,
) -> None:
    """Measure the mesh, DBOS and a monolith with the same loads, on servers started for it."""
    signal.signal(signal.SIGTERM, lambda *_: signal.raise_signal(signal.SIGINT))  # all is ended and tidied up first
    whole = plans.quick(pairs or 1) if quick else plans.brief(pairs or 5) if brief else plans.full(pairs or 5)
    plan = plans.bounded(plans.narrowed(whole, only or []), seconds, grown)
    plan = plan if past is None else replace(plan, past=past)
    began, progress = time.monotonic(), Console(stderr=True)

    def tell(what: str) -> None:
        progress.print(f"{time.monotonic() - began:7.1f} s  {what}", highlight=False)

    def late() -> bool:
        return minutes is not None and time.monotonic() - began > 60 * minutes

    found = Results()
    with suppress(KeyboardInterrupt):  # what was measured until then is told
        asyncio.run(run(plan, tell, found, late))
    console = Console(width=None if sys.stdout.isatty() else 220)
    reported(console, found.measures, found.growth, found.hops)
    console.print(f"Limits of the edge that were raised: {', '.join(f'{k}={v}' for k, v in LIMITS.items())}")
    console.print(f"{kept(plan, found.measures, found.growth, found.hops, results)}", highlight=False)
    sys.exit(any(one.wrong for one in [*found.measures, *found.growth]))


if __name__ == "__main__":
    app()
