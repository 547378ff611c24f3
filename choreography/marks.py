"""A mark upon a link: who holds the link may do the one thing that it is for, and needs no session."""

import hashlib
import hmac

from choreography.blind import BlindSettings
from choreography.master import MasterKey
from choreography.sealing import to_text

SIZE = 16
"""Bytes."""


def mark(use: str, about: str) -> str:
    """Of one use, and about one thing; a mark of another is worth nothing here."""
    key = MasterKey(BlindSettings().secret.get_secret_value(), "links").derived(use)
    return to_text(hmac.digest(key, about.encode(), hashlib.sha256)[:SIZE])


def is_marked(use: str, about: str, said: str) -> bool:
    return hmac.compare_digest(mark(use, about).encode(), said.encode())
