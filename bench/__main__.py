"""`python -m bench`: measures the mesh beside its peers. `docs/bench.md` says how to read what it prints."""

import asyncio
import signal
import sys
import time
from contextlib import suppress
from dataclasses import replace

import typer
from rich.console import Console

from bench import plan as plans
from bench.options import Brief, Folder, Grown, Minutes, Only, Pairs, Past, Quick, Seconds
from bench.plan import Plan
from bench.report import reported
from bench.results import FOLDER, kept
from bench.run import Results, run
from bench.systems.mesh import LIMITS

app = typer.Typer(pretty_exceptions_enable=False)


@app.command()
def main(
    pairs: Pairs = None,
    quick: Quick = False,
    brief: Brief = False,
    only: Only = None,
    past: Past = None,
    seconds: Seconds = None,
    grown: Grown = None,
    minutes: Minutes = None,
    results: Folder = FOLDER,
) -> None:
    """Measure the mesh, DBOS and a monolith with the same loads, on servers started for it."""
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background has it ignored
    signal.signal(signal.SIGTERM, lambda *_: signal.raise_signal(signal.SIGINT))  # all is ended and tidied up first
    whole = plans.quick(pairs or 1) if quick else plans.brief(pairs or 5) if brief else plans.full(pairs or 5)
    plan = plans.bounded(plans.narrowed(whole, only or []), seconds, grown)
    plan = plan if past is None else replace(plan, past=past)
    found = measured(plan, minutes)
    console = Console(width=None if sys.stdout.isatty() else 220)
    reported(console, found.measures, found.growth, found.hops)
    console.print(f"Limits of the edge that were raised: {', '.join(f'{k}={v}' for k, v in LIMITS.items())}")
    console.print(f"{kept(plan, found.measures, found.growth, found.hops, results)}", highlight=False)
    sys.exit(any(one.wrong for one in [*found.measures, *found.growth]))


def measured(plan: Plan, minutes: float | None) -> Results:
    """What was measured until all was done, or it was broken off."""
    began, progress, found = time.monotonic(), Console(stderr=True), Results()

    def tell(what: str) -> None:
        progress.print(f"{time.monotonic() - began:7.1f} s  {what}", highlight=False)

    def late() -> bool:
        return minutes is not None and time.monotonic() - began > 60 * minutes

    with suppress(KeyboardInterrupt):
        asyncio.run(run(plan, tell, found, late))
    return found


if __name__ == "__main__":
    app()
