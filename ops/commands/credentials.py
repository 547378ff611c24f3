"""`boxoffice credentials`: who is who at the servers inside, and their certificates."""

import json
from pathlib import Path
from typing import Annotated

import typer

from choreography.mesh import MeshSettings
from ops.client.running import AsJson
from ops.credentials.folder import write


def credentials(
    folder: Annotated[Path, typer.Argument(help="Made anew; what was in it is gone.")] = Path(".boxoffice/credentials"),
    local: Annotated[bool, typer.Option("--local", help="For `boxoffice stack --guard`, not for compose.")] = False,
    as_json: AsJson = False,
) -> None:
    """Write passwords, rights and certificates for all servers inside. They follow from BOXOFFICE_ROLE_SECRET.

    Example: boxoffice credentials .boxoffice/credentials --json
    """
    try:
        write(folder, MeshSettings(), local)
    except ValueError as error:
        typer.echo(f"no credentials: {error}", err=True)
        raise typer.Exit(1) from error
    made = sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())
    typer.echo(json.dumps({"folder": str(folder), "files": made}) if as_json else f"{len(made)} files in {folder}")
