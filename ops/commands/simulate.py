"""`boxoffice simulate`: whole days on the memory mesh, one a seed, with everything that can go wrong."""

import json
import logging
import os
import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import track

from ops.commands.printing import console
from ops.simulate.day import Day, play

CHUNK = 5


def simulate(
    seeds: Annotated[int, typer.Option(min=1, help="How many days.")] = 100,
    start: Annotated[int, typer.Option(min=0, help="The first seed; the same seed is the same day.")] = 0,
    jobs: Annotated[int, typer.Option(min=0, help="Processes; 0: one for each core.")] = 0,
    as_json: Annotated[bool, typer.Option("--json", help="Print the result as one line of JSON.")] = False,
) -> None:
    """Play random days: buyers, lost and doubled messages, crashes, stale owners. Exit code 1 if one breaks.

    Example: boxoffice simulate --seeds 20 --start 7
    """
    result = played(range(start, start + seeds), jobs or os.cpu_count() or 1, quiet=as_json)
    if as_json:
        print(json.dumps(result))
    else:
        show(result)
    sys.exit(bool(result["broken"]))


def played(seeds: range, jobs: int, quiet: bool = True) -> dict[str, Any]:
    """What broke, by seed, and how often the rare things happened."""
    reached, broken, messages = Counter[str](), dict[int, list[str]](), 0
    for day in track(
        days(seeds, jobs), total=len(seeds), description="days", disable=quiet, console=Console(stderr=True)
    ):
        reached += day.reached
        messages += day.messages
        if day.wrong:
            broken[day.seed] = day.wrong
    return {"days": len(seeds), "messages": messages, "reached": dict(sorted(reached.items())), "broken": broken}


def days(seeds: range, jobs: int) -> Iterator[Day]:
    with ProcessPoolExecutor(jobs, initializer=silence) as pool:
        yield from pool.map(play, seeds, chunksize=CHUNK)


def silence() -> None:
    """A day is full of failures that are meant to be: they are not logged."""
    logging.disable(logging.CRITICAL)


def show(result: dict[str, Any]) -> None:
    out = console()
    out.print(f"{result['days']} days, {result['messages']} messages said, {len(result['broken'])} days broken")
    out.print("  ".join(f"{name} {count}" for name, count in result["reached"].items()))
    for seed, wrong in result["broken"].items():
        out.print(f"seed {seed}: {'; '.join(wrong)}", style="red")
        out.print(f"  again: boxoffice simulate --start {seed} --seeds 1")
