"""What a code is changed for, once."""

import asyncio
import base64
import hashlib
import time
from typing import Any

import jwt
from aiohttp import web
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

from ops.social_fake.desk import CLIENT, ISSUER, KID, SECRET, Desk, Grant

SLOW = 30.0
"""Seconds: longer than anybody waits."""


async def changed(desk: Desk, provider: str, request: web.Request) -> web.Response:
    said: Any = await request.post()
    grant = desk.codes.pop(str(said.get("code")), None)
    if (said.get("client_id"), said.get("client_secret")) != (CLIENT, SECRET):
        return web.json_response({"error": "invalid_client"}, status=401)
    if grant and grant.fault == "error":
        return web.Response(status=500)
    if grant and grant.fault == "slow":
        await asyncio.sleep(SLOW)
    if grant is None or grant.fault == "expired" or not fits(grant, provider, said):
        return web.json_response({"error": "invalid_grant"}, status=200 if provider == "github" else 400)
    told = {"access_token": desk.token(grant), "token_type": "bearer"}
    return web.json_response(told | ({"id_token": id_token(desk, grant)} if provider == "google" else {}))


def fits(grant: Grant, provider: str, said: Any) -> bool:
    digest = hashlib.sha256(str(said.get("code_verifier")).encode()).digest()
    challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
    return (grant.provider, grant.redirect, grant.challenge) == (provider, said.get("redirect_uri"), challenge)


def id_token(desk: Desk, grant: Grant) -> str:
    now = int(time.time())
    claims = {
        "iss": "https://evil.example" if grant.fault == "issuer" else ISSUER,
        "aud": "another" if grant.fault == "audience" else CLIENT,
        "sub": grant.subject, "email": grant.mail, "email_verified": grant.verified,
        "nonce": "another" if grant.fault == "nonce" else grant.nonce,
        "iat": now, "exp": now + (-600 if grant.fault == "stale" else 600),
    }  # fmt: skip
    if grant.fault == "secret":
        return jwt.encode(claims, SECRET, "HS256", {"kid": KID})
    key = rsa.generate_private_key(65537, 2048) if grant.fault == "key" else desk.key
    return jwt.encode(claims, key, "RS256", {"kid": KID})


def key_set(desk: Desk) -> web.Response:
    jwk = RSAAlgorithm.to_jwk(desk.key.public_key(), as_dict=True) | {"kid": KID, "use": "sig", "alg": "RS256"}
    return web.json_response({"keys": [jwk]})
