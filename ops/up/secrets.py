"""The secrets of a local box office: made once, kept in its data folder, handed to its processes alone."""

import json
import os
import secrets
from collections.abc import Iterable
from pathlib import Path

from ops.up import provider

NAMES = (
    "BOXOFFICE_TICKET_SECRET",
    "BOXOFFICE_IDENTITY_MASTER",
    "BOXOFFICE_KEYRING_MASTER",
    "BOXOFFICE_BLIND_SECRET",
    "BOXOFFICE_EDGE_ACCEPTANCE_SECRET",
    "BOXOFFICE_EDGE_STRIPE_SECRET",
)


def kept_secrets(data: Path, names: Iterable[str] = NAMES) -> dict[str, str]:
    """By environment variable; a name not seen before gets a new one, readable by nobody else.

    What a real provider has given stays as the environment has it.
    """
    file = data / "secrets.json"
    known: dict[str, str] = json.loads(file.read_text()) if file.exists() else {}
    made = {name: known.get(name) or secrets.token_urlsafe(32) for name in names}
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as written:
        json.dump(known | made, written)
    return {name: secret for name, secret in made.items() if not provider.knows(name)}
