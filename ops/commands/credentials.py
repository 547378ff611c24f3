"""`boxoffice credentials`: who is who at the servers inside, and their certificates."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from choreography.mesh import MeshSettings
from ops.credentials.folder import write


def credentials(
    folder: Annotated[Path, typer.Argument(help="Made anew; what was in it is gone.")] = Path(".boxoffice/credentials"),
    local: Annotated[bool, typer.Option("--local", help="For `boxoffice stack --guard`, not for compose.")] = False,
) -> None:
    """Write passwords, rights and certificates for all servers inside. They follow from BOXOFFICE_ROLE_SECRET."""
    try:
        write(folder, MeshSettings(), local)
    except ValueError as error:
        sys.exit(str(error))
