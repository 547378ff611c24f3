"""`boxoffice stack`: the local servers in the foreground, until Ctrl-C or SIGTERM."""

import asyncio
import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from ops.ready_file import write_whole
from ops.stack.addresses import Addresses
from ops.stack.folders import InUse
from ops.stack.process import StartFailed
from ops.stack.stack import local_stack
from ops.stack.supervise import Event
from ops.until_signalled import until_signalled


def stack(
    data: Annotated[Path, typer.Option(help="Folder of the servers' data, ports and logs.")] = Path(".boxoffice/stack"),
    brokers: Annotated[int, typer.Option(min=1, max=5, help="Number of Kafka brokers.")] = 1,
    replica: Annotated[bool, typer.Option("--replica", help="Add a streaming replica of PostgreSQL.")] = False,
    guard: Annotated[
        Path | None, typer.Option(help="A folder of `boxoffice credentials --local`: who speaks is asked who it is.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the addresses as one line of JSON.")] = False,
    ready_file: Annotated[
        Path | None, typer.Option(help="Written, as JSON, when all serve; removed at the end.")
    ] = None,
) -> None:
    """Run PostgreSQL, Kafka, NATS and Valkey on this machine, without Docker, until Ctrl-C or SIGTERM.

    Example: boxoffice stack --data /tmp/servers --json
    """
    servers = local_stack(data, brokers, replica, report, guard.resolve if guard else None)
    try:
        asyncio.run(until_signalled(servers, lambda addresses: announce(addresses, as_json, ready_file)))
    except (StartFailed, InUse) as failure:
        sys.exit(str(failure))
    except OSError as failure:
        sys.exit(f"not started: {failure}")
    if ready_file:
        ready_file.unlink(missing_ok=True)


def announce(addresses: Addresses, as_json: bool, ready_file: Path | None) -> None:
    named = asdict(addresses)
    lines = [json.dumps(named)] if as_json else [f"{name:9} {address}" for name, address in named.items() if address]
    print(*lines, sep="\n", flush=True)
    if ready_file:
        write_whole(ready_file, named)


def report(event: Event) -> None:
    time_taken = f"after {event.seconds:.2f} s" if event.seconds else ""
    print(event.server, event.what, event.detail or time_taken, file=sys.stderr, flush=True)
