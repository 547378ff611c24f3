"""Google, by OpenID Connect: its token of identity says who it is, signed with a key of its own."""

from time import monotonic
from typing import Any

import jwt

from handlers.identity.provider_call import Calls, Coming, Person, Refusal
from handlers.identity.provider_settings import ProviderSettings

ALGORITHMS = ["RS256"]
NEEDED = ["iss", "aud", "sub", "exp", "iat", "nonce"]
LEEWAY = 60
KEPT = 3600
"""Seconds."""


class GoogleKeys:
    """Learnt anew when one is not known, and after an hour: a key that was taken away signs no longer than that."""

    def __init__(self) -> None:
        self.keys: dict[str, jwt.PyJWK] = {}
        self.learnt = 0.0

    async def find(self, kid: str, url: str, calls: Calls) -> jwt.PyJWK:
        if kid not in self.keys or monotonic() - self.learnt > KEPT:
            said = await calls.get(url)
            self.keys = {key.key_id: key for key in jwt.PyJWKSet.from_dict(said).keys if key.key_id}
            self.learnt = monotonic()
        return self.keys[kid]


async def google(coming: Coming, calls: Calls, settings: ProviderSettings, keys: GoogleKeys) -> Person:
    """Raises Refusal."""
    said = await calls.token(settings.google_token, "google", coming, settings)
    try:
        token = str(said["id_token"])
        key = await keys.find(jwt.get_unverified_header(token)["kid"], settings.google_keys, calls)
        claims = claimed(token, key, settings)
    except (jwt.PyJWTError, KeyError) as error:
        raise Refusal from error
    if not coming.nonce or claims["nonce"] != coming.nonce or claims["aud"] != settings.google_client:
        raise Refusal
    if claims.get("email_verified") is not True or not claims.get("email"):
        raise Refusal("mail_unverified")
    return Person(str(claims["sub"]), str(claims["email"]))


def claimed(token: str, key: jwt.PyJWK, settings: ProviderSettings) -> dict[str, Any]:
    """Raises PyJWTError."""
    return jwt.decode(
        token,
        key.key,
        algorithms=ALGORITHMS,
        audience=settings.google_client,
        issuer=settings.google_issuer,
        leeway=LEEWAY,
        options={"require": NEEDED},
    )
