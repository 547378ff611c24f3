import hashlib
import json
from collections.abc import Callable
from functools import partial

from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from jwt.algorithms import RSAAlgorithm

from choreography.sealing import public_text
from contracts.identity import Ring
from handlers.identity.hasher import Hasher
from handlers.identity.own import KeyMade, MakeKey
from handlers.identity.service import identity
from handlers.identity.vault import Vault


@identity.effect("keys")
async def make_key(asked: MakeKey, vault: Vault, hasher: Hasher) -> KeyMade:
    return await hasher.apart(partial(made, asked, vault))


def made(asked: MakeKey, vault: Vault) -> KeyMade:
    kid, public, private = PAIRS[asked.ring]()
    return KeyMade.of(asked, kid=kid, public=public, private=vault.wrap(kid, private))


def signing_pair() -> tuple[str, str, bytes]:
    private = rsa.generate_private_key(public_exponent=65537, key_size=3072)
    whole = RSAAlgorithm.to_jwk(private.public_key(), as_dict=True)
    jwk = {"kty": "RSA", "n": whole["n"], "e": whole["e"], "use": "sig", "alg": "RS256"}
    kid = _kid(jwk["n"])
    raw = private.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    return kid, json.dumps(jwk | {"kid": kid}), raw


def sealing_pair() -> tuple[str, str, bytes]:
    private = X25519PrivateKey.generate()
    public = public_text(private)
    return _kid(public), public, private.private_bytes_raw()


def _kid(public: str) -> str:
    return hashlib.sha256(public.encode()).hexdigest()[:16]


PAIRS: dict[Ring, Callable[[], tuple[str, str, bytes]]] = {"signing": signing_pair, "sealing": sealing_pair}
"""The key's name, its public half as text, its private half raw."""
