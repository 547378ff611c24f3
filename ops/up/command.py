"""The `up` command."""

import asyncio
import sys
import time
from pathlib import Path
from typing import Annotated

import typer

from ops.stack.folders import InUse
from ops.stack.process import StartFailed
from ops.up.plan import Form
from ops.up.ports import check_free
from ops.up.saying import as_line, in_memory, in_short, progress
from ops.up.serving import free_place, serve

DATA = Path(".boxoffice")
OF_SERVERS = ("split", "guarded", "doors", "data", "brokers", "replica")
"""Options that say something of servers or processes, of which there are none in memory."""


def up(
    context: typer.Context,
    port: Annotated[int, typer.Option(min=1, help="Port of the front door; the others lie above.")] = 3000,
    memory: Annotated[bool, typer.Option("--memory", help="All in one process; lost at its end.")] = False,
    split: Annotated[bool, typer.Option("--split", help="Every service in its own process; sockets on 3003.")] = False,
    doors: Annotated[int, typer.Option(min=1, max=8, help="Front doors: processes that share the port.")] = 1,
    guarded: Annotated[
        bool, typer.Option("--guarded", help="Servers ask who speaks, over TLS, as in production; split too.")
    ] = False,
    data: Annotated[Path, typer.Option(help="Folder of all data, logs and secrets.")] = DATA,
    brokers: Annotated[int, typer.Option(min=1, max=5, help="Number of Kafka brokers.")] = 1,
    replica: Annotated[bool, typer.Option("--replica", help="Add a streaming replica of PostgreSQL.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the addresses as one line of JSON.")] = False,
    ready_file: Annotated[Path | None, typer.Option(help="Written, as JSON, when all serve.")] = None,
) -> None:
    """Run a whole box office on this machine: servers, workers and the front door, until Ctrl-C or SIGTERM.

    Example: boxoffice up --memory --port 3000
    """
    form, files, began = Form(port, split, doors, guarded), [ready_file] if ready_file else [], time.monotonic()
    if memory:
        alone(context)
    try:
        check_free(form)
        if memory:
            open_in_memory(form, files, as_json, began)
        else:
            open_on_servers(form, files, as_json, began, data.resolve(), brokers, replica)
    except (StartFailed, InUse) as failure:
        sys.exit(str(failure))
    except OSError as failure:
        sys.exit(f"not opened: {failure}")


def alone(context: typer.Context) -> None:
    """Raises BadParameter."""
    sources = {name: context.get_parameter_source(name) for name in OF_SERVERS}
    if said := [name for name, source in sources.items() if source and source.name == "COMMANDLINE"]:
        names = ", ".join(f"--{name}" for name in said)
        raise typer.BadParameter(f"{names}: in memory there are neither servers nor data", param_hint="--memory")


def open_on_servers(
    form: Form, files: list[Path], as_json: bool, began: float, data: Path, brokers: int, replica: bool
) -> None:
    from ops.up.house import house  # noqa: PLC0415 who is in memory needs none of it

    tell = as_line if as_json else in_short
    everywhere = [data / "ready.json", *files]
    asyncio.run(serve(house(data, form, brokers, replica, everywhere, progress), tell, [], began))


def open_in_memory(form: Form, files: list[Path], as_json: bool, began: float) -> None:
    import uvloop  # noqa: PLC0415

    from ops.memory.house import memory_house  # noqa: PLC0415

    tell, place = as_line if as_json else in_memory, free_place(DATA)
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(serve(memory_house(form), tell, [*files, *place], began))
