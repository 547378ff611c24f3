"""Which box office is meant: told by `--at`, else by the ready file of `boxoffice up`."""

import json
from pathlib import Path
from typing import Annotated, Any

import typer

READY = "ready.json"
HERE = Path(".boxoffice") / READY
REAL = "a real payment provider takes the money of this box office, and this command pays at its fake alone"

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


class Found(dict[str, Any]):
    """What a ready file says. Exits with 2 where something is asked for that it does not say."""

    def __init__(self, path: Path, said: dict[str, Any]) -> None:
        super().__init__(said)
        self.path = path

    def __missing__(self, name: str) -> Any:
        wrong = f"{self.path} is no ready file of `boxoffice up`: it does not say `{name}`"
        typer.echo(REAL if name == "stripe" and "edge" in self else wrong, err=True)
        raise typer.Exit(2)


def running(at: str) -> Found:
    """Its addresses. Exits with 2 if none is running."""
    path = ready_file(at)
    try:
        return Found(path, dict(json.loads(path.read_text())))
    except OSError:
        typer.echo(f"no box office is running here ({path}): start one with `boxoffice up`", err=True)
    except (ValueError, TypeError):
        typer.echo(f"{path} is no ready file of `boxoffice up`", err=True)
    raise typer.Exit(2)
