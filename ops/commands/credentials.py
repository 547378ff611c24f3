"""`boxoffice credentials`: who is who at the servers inside, their certificates, and the secrets of the house."""

import json
import os
from pathlib import Path
from typing import Annotated, Any

import typer

from choreography.mesh import MeshSettings
from ops.client.running import AsJson
from ops.credentials.folder import write
from ops.credentials.secrets import kept


def credentials(
    folder: Annotated[Path, typer.Argument(help="Made anew; what was in it is gone.")] = Path(".boxoffice/credentials"),
    local: Annotated[bool, typer.Option("--local", help="For `boxoffice stack --guard`, not for compose.")] = False,
    as_json: AsJson = False,
) -> None:
    """Write passwords, rights and certificates for all servers inside; make and keep the secrets that are not given.

    Example: boxoffice credentials .boxoffice/credentials --json
    """
    file = folder.with_name("secrets.env")
    own = kept(file, os.environ)
    role: dict[str, Any] = {"role_secret": own["BOXOFFICE_ROLE_SECRET"]} if "BOXOFFICE_ROLE_SECRET" in own else {}
    write(folder, MeshSettings(**role), local)
    made = sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())
    said = {"folder": str(folder), "files": made, "secrets": {"file": str(file), "names": sorted(own)}}
    typer.echo(json.dumps(said) if as_json else f"{len(made)} files in {folder}, {len(own)} secrets in {file}")
