"""Codes that follow from a shared key and the time, as authenticators make them: RFC 6238, over RFC 4226."""

import base64
import hmac
from datetime import datetime
from typing import Literal

STEP = 30
"""Seconds."""
DIGITS = 6
CodeHash = Literal["SHA1", "SHA256"]
USUAL: CodeHash = "SHA1"
SIZES: dict[CodeHash, int] = {"SHA1": 20, "SHA256": 32}
"""Bytes of a key: as many as its hash has. So a key says by which its codes are made, whatever is chosen later."""
DRIFT = 1
"""Steps that a clock may be off, either way (RFC 6238, section 5.2)."""


def code_of(key: bytes, step: int) -> str:
    digest = hmac.digest(key, step.to_bytes(8, "big"), "sha256" if len(key) == SIZES["SHA256"] else "sha1")
    start = digest[-1] & 15
    number = int.from_bytes(digest[start : start + 4], "big") & 0x7FFFFFFF
    return str(number % 10**DIGITS).zfill(DIGITS)


def step_at(moment: datetime) -> int:
    return int(moment.timestamp()) // STEP


def step_of(key: bytes, code: str, moment: datetime, last: int) -> int:
    """The time step whose code this is, later than the last one used; 0 if it is of none."""
    now, found = step_at(moment), 0
    for step in range(now - DRIFT, now + DRIFT + 1):
        if hmac.compare_digest(code_of(key, step).encode(), code.encode()) and step > last:
            found = step
    return found


def shown(key: bytes) -> str:
    """In base32, without the signs that fill it up: authenticators know none."""
    return base64.b32encode(key).decode().rstrip("=")
