"""Which box office is meant: told by `--at`, else by the ready file of `boxoffice up`."""

import json
from pathlib import Path
from typing import Annotated, Any

import typer

READY = "ready.json"
HERE = Path(".boxoffice") / READY

At = Annotated[
    str,
    typer.Option(
        "--at",
        help="The ready file of a running box office, or its data folder (default: .boxoffice). What needs only the "
        "servers also takes a PostgreSQL address, and without any of these asks the environment (BOXOFFICE_POSTGRES, "
        "BOXOFFICE_KAFKA_BOOTSTRAP); what only looks also takes the address of a door of `up --memory`, with an "
        "operator's token (BOXOFFICE_OPERATOR_TOKEN).",
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print the result as JSON.")]


def ready_file(at: str) -> Path:
    path = Path(at) if at else HERE
    return path / READY if path.is_dir() else path


def running(at: str) -> dict[str, Any]:
    """Its addresses. Exits with 2 if none is running, or the file is of something else."""
    path = ready_file(at)
    try:
        found: dict[str, Any] = json.loads(path.read_text())
    except (OSError, ValueError):
        typer.echo(f"no box office is running here ({path}): start one with `boxoffice up`", err=True)
        raise typer.Exit(2) from None
    if not isinstance(found, dict) or "edge" not in found:
        typer.echo(f"{path} is no ready file of `boxoffice up`", err=True)
        raise typer.Exit(2)
    return found
