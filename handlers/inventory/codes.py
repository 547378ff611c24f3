"""Signing ticket codes. What they say, and how a gate verifies them: `contracts.ticket_codes`."""

import base64
import hashlib
from functools import cache

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from pydantic import SecretStr
from pydantic_settings import SettingsConfigDict

from choreography.secrets import Secrets
from contracts.ticket_codes import code_of, payload_of
from handlers.inventory.rows import Hold


class TicketSettings(Secrets):
    """Environment variables `BOXOFFICE_TICKET_...`."""

    model_config = SettingsConfigDict(env_prefix="BOXOFFICE_TICKET_")

    secret: SecretStr = SecretStr("local")
    """From which the signing key is derived."""


@cache
def signing_key() -> Ed25519PrivateKey:
    secret = TicketSettings().secret.get_secret_value()
    return Ed25519PrivateKey.from_private_bytes(hashlib.sha256(f"ticket/{secret}".encode()).digest())


@cache
def public_key() -> str:
    """In base64url, as the `x` of a JWK."""
    raw = signing_key().public_key().public_bytes_raw()
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def ticket_codes(hold: Hold) -> tuple[str, ...]:
    """One for each of its places, in their order; empty for those that were given up."""
    places = enumerate(hold.places, 1)
    return tuple("" if number in hold.void else ticket_code(hold, place, number) for number, place in places)


def ticket_code(hold: Hold, place: str, number: int) -> str:
    payload = payload_of(hold.event_id, hold.booking_id, place, number, hold.issue)
    return code_of(payload, signing_key().sign(payload))
