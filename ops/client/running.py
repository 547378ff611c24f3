"""Which box office is meant: `--at` an address, or the ready file of `boxoffice up`."""

import json
from pathlib import Path
from typing import Annotated, Any

import typer

READY = Path(".boxoffice/ready.json")

At = Annotated[
    str,
    typer.Option("--at", help="The ready file of a running box office, or its data folder (default: .boxoffice)."),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print the result as one line of JSON.")]


def running(at: str) -> dict[str, Any]:
    """Its addresses. Exits with 2 if none is running."""
    path = Path(at) if at else READY
    path = path / "ready.json" if path.is_dir() else path
    try:
        found: dict[str, Any] = json.loads(path.read_text())
    except (OSError, ValueError):
        typer.echo(f"no box office is running here ({path}): start one with `boxoffice up`", err=True)
        raise typer.Exit(2) from None
    return found
