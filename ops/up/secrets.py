"""The secrets of a local box office: made once, kept in its data folder, handed to its processes alone."""

import json
import secrets
from collections.abc import Iterable
from pathlib import Path

from ops.stack.process import StartFailed
from ops.up import provider
from ops.whole_file import FOR_ITS_OWNER, replace

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

    What a real provider has given stays as the environment has it. Raises StartFailed where the file is damaged.
    """
    file = data / "secrets.json"
    known = read(file) if file.exists() else {}
    made = {name: known.get(name) or secrets.token_urlsafe(32) for name in names}
    if known | made != known:
        replace(file, json.dumps(known | made), FOR_ITS_OWNER)
    return {name: secret for name, secret in made.items() if not provider.knows(name)}


def read(file: Path) -> dict[str, str]:
    """New secrets in place of damaged ones would open nothing that the old ones sealed."""
    try:
        return {str(name): str(secret) for name, secret in json.loads(file.read_text()).items()}
    except (ValueError, AttributeError) as error:
        raise StartFailed(f"{file} is damaged: put a copy of it there, or name another folder with --data") from error
