"""What somebody brings so that a password is changed: a proof, and the new password."""

import hmac
import json

from handlers.identity.make_code import hashed
from handlers.identity.own import Opening
from handlers.identity.vault import Vault


def opened(asked: Opening, vault: Vault) -> tuple[str, str] | None:
    """None if the box does not open, or holds something else."""
    try:
        said = json.loads(vault.opened(asked) or "")
        return str(said["proof"]), str(said["password"])
    except (ValueError, KeyError, TypeError):
        return None


def is_code(code: str, digest: str) -> bool:
    return hmac.compare_digest(hashed(code), digest)
