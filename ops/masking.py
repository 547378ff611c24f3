"""What an operator may see of a message: nothing sealed, nothing secret, nothing that would be a ticket."""

import json
from collections.abc import Callable
from typing import Any

SECRET = {"secret", "tokens", "client_secret", "codes", "password", "jwk", "reply_to", "signature", "payload"}
PERSONAL = {"mail", "address", "phone"}
SEALED = {"person_id", "key_version", "nonce", "ciphertext"}
HIDDEN = "***"


def shown(body: bytes | None) -> Any:
    """The body's fields, those that are nobody's business hidden; of what is no JSON only the size."""
    if body is None:
        return None
    try:
        return masked(json.loads(body))
    except ValueError:
        return f"{len(body)} bytes that are no JSON"


def guarded(body: bytes | None) -> bytes | None:
    """The body for whoever shows it elsewhere: it looks the same there, but what lies sealed is as it was."""
    if body is None:
        return None
    try:
        left = masked(json.loads(body), lambda box: box)
        return json.dumps(left, separators=(",", ":"), ensure_ascii=False).encode()
    except ValueError:
        return b"*" * len(body)


def named(box: dict[str, Any]) -> Any:
    """For whom something is sealed may be seen."""
    return f"sealed for {box['person_id']}"


def masked(value: Any, sealed: Callable[[dict[str, Any]], Any] = named) -> Any:
    """`sealed` says what is seen of a sealed box."""
    if isinstance(value, list):
        return [masked(one, sealed) for one in value]
    if not isinstance(value, dict):
        return value
    if value.keys() >= SEALED:
        return sealed(value)
    return {
        name: _hidden(one, sealed) if name in SECRET | PERSONAL else masked(one, sealed) for name, one in value.items()
    }


def _hidden(value: Any, sealed: Callable[[dict[str, Any]], Any]) -> Any:
    """That there is something may be seen, and for whom it is sealed."""
    box = isinstance(value, dict) and value.keys() >= SEALED
    return masked(value, sealed) if box or value in (None, "", [], {}) else HIDDEN
