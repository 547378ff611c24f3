"""Ticket codes: what a ticket says of itself, signed so that a gate can tell it from a forged one without a server."""

import base64
import hashlib
from functools import cache

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from pydantic import SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class TicketSettings(BaseSettings):
    """Environment variables `BOXOFFICE_TICKET_...`."""

    model_config = SettingsConfigDict(env_prefix="BOXOFFICE_TICKET_")

    secret: SecretStr = SecretStr("local")
    """From which the signing key is derived."""


@cache
def signing_key() -> Ed25519PrivateKey:
    secret = TicketSettings().secret.get_secret_value()
    return Ed25519PrivateKey.from_private_bytes(hashlib.sha256(f"ticket/{secret}".encode()).digest())


def ticket_code(event_id: str, booking_id: str, place: str) -> str:
    """`<payload>.<signature>`, both base64url; the payload is `event|booking|place`, the signature Ed25519 over it."""
    payload = "|".join((event_id, booking_id, place)).encode()
    return f"{_text(payload)}.{_text(signing_key().sign(payload))}"


def _text(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).rstrip(b"=").decode()
