"""What an operator may see of a message: nothing sealed, nothing secret, nothing that would be a ticket."""

import json
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


def masked(value: Any) -> Any:
    if isinstance(value, list):
        return [masked(one) for one in value]
    if not isinstance(value, dict):
        return value
    if value.keys() >= SEALED:
        return f"sealed for {value['person_id']}"
    return {name: _hidden(one) if name in SECRET | PERSONAL else masked(one) for name, one in value.items()}


def _hidden(value: Any) -> Any:
    """That there is something may be seen, and for whom it is sealed."""
    sealed = isinstance(value, dict) and value.keys() >= SEALED
    return masked(value) if sealed or value in (None, "", [], {}) else HIDDEN
