"""The secrets that an operator would have to invent: made where they are not given, kept in a file of their own."""

import secrets
from collections.abc import Mapping
from pathlib import Path

from ops.whole_file import FOR_ITS_OWNER, replace

NAMES = (
    "BOXOFFICE_ROLE_SECRET",
    "BOXOFFICE_TICKET_SECRET",
    "BOXOFFICE_IDENTITY_MASTER",
    "BOXOFFICE_KEYRING_MASTER",
    "BOXOFFICE_BLIND_SECRET",
    "BOXOFFICE_EDGE_ACCEPTANCE_SECRET",
    "POSTGRES_PASSWORD",
    "REPLICA_PASSWORD",
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
    file.parent.mkdir(parents=True, exist_ok=True)
    text = "".join(f"{line}\n" for line in (*left, *(f"{name}={value}" for name, value in new.items())))
    replace(file, text, FOR_ITS_OWNER)
    return {name: (known | new)[name] for name in wanted}
