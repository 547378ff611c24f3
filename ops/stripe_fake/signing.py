"""Webhook signatures, good and bad, as `Stripe-Signature` carries them."""

import hashlib
import hmac
from typing import Literal

import msgspec

from ops.stripe_fake.settings import Endpoint

Signature = Literal["good", "old", "both", "wrong", "missing", "stale", "reserialised"]
TOO_OLD = 301
"""Seconds; one more than receivers tolerate."""


def sign(body: bytes, secrets: list[str], at: int) -> str:
    """One `v1` for each secret: two while a secret is being rotated."""
    signed = f"{at}.".encode() + body
    marks = [hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest() for secret in secrets]
    return ",".join([f"t={at}", *(f"v1={mark}" for mark in marks)])


def secrets_for(endpoint: Endpoint, kind: Signature) -> list[str]:
    """The old secret stands in for itself only when the endpoint has one."""
    old = endpoint.old_secret or "whsec_unknown"
    return {"old": [old], "both": [endpoint.secret, old], "wrong": ["whsec_wrong"]}.get(kind, [endpoint.secret])


def sealed(body: bytes, endpoint: Endpoint, kind: Signature, now: int) -> tuple[bytes, dict[str, str]]:
    """The body to send and its headers; a `reserialised` body differs from the signed one in white space alone."""
    headers = {"Content-Type": "application/json; charset=utf-8", "User-Agent": "Stripe/1.0 (fake)"}
    if kind != "missing":
        at = now - TOO_OLD if kind == "stale" else now
        headers["Stripe-Signature"] = sign(body, secrets_for(endpoint, kind), at)
    return (msgspec.json.format(body, indent=2) if kind == "reserialised" else body), headers
