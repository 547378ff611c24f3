"""Making the tokens of a session, in a box for who asked for them."""

import json
import uuid
from datetime import datetime

import jwt

from choreography.sealing import seal
from contracts.identity import context
from handlers.identity.own import Issuing
from handlers.identity.rows import ACCESS
from handlers.identity.vault import Vault

ALGORITHM = "RS256"
KIND = "at+jwt"


def access_token(asked: Issuing, proved: datetime | None, vault: Vault) -> str:
    """`otp` is when a code of the second factor was last shown; there is none where none was.

    `auth_time` is when the session began.
    """
    claims = {
        "iss": vault.issuer,
        "aud": vault.audience,
        "sub": asked.account_id,
        "sid": asked.sid,
        "roles": list(asked.roles),
        "jti": str(uuid.uuid4()),
        "auth_time": int((asked.signed_in or asked.at).timestamp()),
        "iat": asked.at,
        "exp": asked.at + ACCESS,
    }
    if proved:
        claims["otp"] = int(proved.timestamp())
    return jwt.encode(claims, vault.signing(asked.signing), ALGORITHM, {"kid": asked.signing.kid, "typ": KIND})


def box(asked: Issuing, refresh: str, vault: Vault, proved: datetime | None = None) -> str:
    """An access token beside this refresh token."""
    tokens = json.dumps({"access_token": access_token(asked, proved, vault), "refresh_token": refresh})
    return seal(asked.reply_to, tokens.encode(), context("SessionStarted", asked.account, asked.request))
