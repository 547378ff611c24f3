"""What a code is worth, and what somebody brings it in."""

import json
from datetime import datetime
from typing import Any

from handlers.identity import spare, totp
from handlers.identity.own import OfFactor
from handlers.identity.vault import Vault


def opened(asked: OfFactor, vault: Vault) -> tuple[str, str] | None:
    """Password and code; None if the box does not open, or holds something else."""
    try:
        said = json.loads(vault.opened(asked) or "")
        return str(said["proof"]), str(said["code"])
    except (ValueError, KeyError, TypeError):
        return None


def used(asked: OfFactor, code: str, at: datetime, vault: Vault) -> dict[str, Any]:
    """By which time step, or spare code, it is good; empty if it is not."""
    key = vault.unwrap_factor(asked.account, asked.factor)
    if step := totp.step_of(key, "".join(code.split()), at, asked.last):
        return {"step": step}
    return {"spare": found} if (found := spare.digest(code, vault)) in asked.spare else {}
