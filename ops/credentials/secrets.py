"""The secrets that an operator would have to invent: made where they are not given, kept in a file of their own."""

import os
import secrets
from collections.abc import Mapping
from pathlib import Path

NAMES = (
    "BOXOFFICE_ROLE_SECRET",
    "BOXOFFICE_TICKET_SECRET",
    "BOXOFFICE_IDENTITY_MASTER",
    "BOXOFFICE_KEYRING_MASTER",
    "BOXOFFICE_BLIND_SECRET",
    "BOXOFFICE_EDGE_ACCEPTANCE_SECRET",
    "POSTGRES_PASSWORD",
    "GRAFANA_PASSWORD",
)
"""Those of the payment provider and of whoever mails for us are theirs to give."""
BYTES = 32


def kept(file: Path, given: Mapping[str, str]) -> dict[str, str]:
    """By variable, those that are not `given`: as the file has them, else made and written there.

    Its other lines stay. It is never half written: what was sealed with a lost secret is lost.
    """
    lines = file.read_text().splitlines() if file.exists() else []
    known = dict(line.split("=", 1) for line in lines if "=" in line and not line.startswith("#"))
    wanted = [name for name in NAMES if not (given.get(name) or given.get(f"{name}_FILE"))]
    new = {name: secrets.token_urlsafe(BYTES) for name in wanted if not known.get(name)}
    left = (line for line in lines if line.partition("=")[0] not in new)
    _write(file, "".join(f"{line}\n" for line in (*left, *(f"{name}={value}" for name, value in new.items()))))
    return {name: (known | new)[name] for name in wanted}


def _write(file: Path, text: str) -> None:
    """Readable by nobody else."""
    part = file.with_name(f"{file.name}.part")
    part.unlink(missing_ok=True)
    file.parent.mkdir(parents=True, exist_ok=True)
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as written:
        written.write(text)
        written.flush()
        os.fsync(written.fileno())
    part.replace(file)
