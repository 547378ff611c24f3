"""`boxoffice backup`: a copy of the database without its keyring, or of the keyring alone."""

import asyncio
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated

import typer

from ops import at
from ops.backup import BackupSettings, Together, backed_up, by_socket, keyring_copied
from ops.backup.dump import DumpFailed
from ops.client.running import AsJson, At


def backup(
    folder: Annotated[Path, typer.Argument(help="Where the copy is put.")],
    at_: At = "",
    keyring: Annotated[bool, typer.Option("--keyring", help="Of the keyring alone; old ones go.")] = False,
    as_json: AsJson = False,
) -> None:
    """Copy all but the keyring, or that alone, to another folder. Exit code 1 if there is no copy.

    Example: boxoffice backup /mnt/copies
    """
    now = datetime.now(UTC)
    with at.or_exit():
        place = at.find(at_)
        if place.tools:
            raise at.NowhereError("a box office in memory has no database")
    try:
        settings = BackupSettings()
        with by_socket(place.mesh.postgres, settings.socket) as dsn:
            kept = timedelta(days=settings.keyring_days)
            copy = keyring_copied(dsn, folder, now, kept) if keyring else backed_up(dsn, folder, now)
            made = str(asyncio.run(copy))
    except (Together, DumpFailed, OSError) as error:
        typer.echo(f"no copy: {error}", err=True)
        raise typer.Exit(1) from error
    typer.echo(json.dumps({"copy": made}) if as_json else made)
