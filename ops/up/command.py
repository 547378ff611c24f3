"""The `up` command."""

import asyncio
import json
import signal
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Annotated, Any

import typer

from ops.stack.folders import InUse
from ops.stack.process import StartFailed
from ops.up.house import house, write_whole
from ops.up.plan import Form

DATA = Path(".boxoffice")


def up(
    port: Annotated[int, typer.Option(help="Port of the front door.")] = 3000,
    split: Annotated[bool, typer.Option("--split", help="Every service in its own process; sockets on 3003.")] = False,
    data: Annotated[Path, typer.Option(help="Folder of all data, logs and secrets.")] = DATA,
    brokers: Annotated[int, typer.Option(min=1, max=5, help="Number of Kafka brokers.")] = 1,
    replica: Annotated[bool, typer.Option("--replica", help="Add a streaming replica of PostgreSQL.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the addresses as one line of JSON.")] = False,
    ready_file: Annotated[Path | None, typer.Option(help="Written, as JSON, when all serve.")] = None,
) -> None:
    """Run a whole box office on this machine: servers, workers and the front door, until Ctrl-C or SIGTERM."""
    try:
        asyncio.run(until_signalled(Form(port, split), data.resolve(), brokers, replica, as_json, ready_file))
    except (StartFailed, InUse) as failure:
        sys.exit(str(failure))


async def until_signalled(
    form: Form, data: Path, brokers: int, replica: bool, as_json: bool, ready_file: Path | None
) -> None:
    task, loop, began = asyncio.current_task(), asyncio.get_running_loop(), time.monotonic()
    assert task is not None
    for sign in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(sign, task.cancel)
    with suppress(asyncio.CancelledError):
        async with house(data, form, brokers, replica, progress) as found:
            if ready_file:
                write_whole(ready_file, found)
            announce(found, as_json, time.monotonic() - began)
            await loop.create_future()
    if ready_file:
        ready_file.unlink(missing_ok=True)


def progress(who: str, what: str) -> None:
    print(f"{who:12} {what}", file=sys.stderr, flush=True)


def announce(found: dict[str, Any], as_json: bool, seconds: float) -> None:
    if as_json:
        print(json.dumps(found), flush=True)
        return
    print(
        f"\nBoxoffice is open after {seconds:.1f} s:  {found['edge']}\n"
        f"  API          {found['edge']}/docs\n"
        f"  live         {found['live']}\n"
        f"  mail         {found['mail']}\n"
        f"  payments     {found['stripe']} (a fake of Stripe)\n"
        f"  logs         {found['data']}/logs\n"
        "Next, in another terminal:  boxoffice demo,  boxoffice buy.   Ctrl-C ends everything.",
        flush=True,
    )
