"""Making the tokens of a session, in a box for who asked for them."""

import json
import uuid

import jwt

from choreography.sealing import seal
from contracts.identity import context
from handlers.identity.own import Issuing
from handlers.identity.rows import ACCESS
from handlers.identity.vault import Vault

ALGORITHM = "RS256"
KIND = "at+jwt"


def access_token(asked: Issuing, vault: Vault) -> str:
    claims = {
        "iss": vault.issuer,
        "aud": vault.audience,
        "sub": asked.account_id,
        "sid": asked.sid,
        "roles": list(asked.roles),
        "jti": str(uuid.uuid4()),
        "iat": asked.at,
        "exp": asked.at + ACCESS,
    }
    return jwt.encode(claims, vault.signing(asked.signing), ALGORITHM, {"kid": asked.signing.kid, "typ": KIND})


def box(asked: Issuing, refresh: str, vault: Vault) -> str:
    """An access token beside this refresh token."""
    tokens = json.dumps({"access_token": access_token(asked, vault), "refresh_token": refresh})
    return seal(asked.reply_to, tokens.encode(), context("SessionStarted", asked.account, asked.request))
