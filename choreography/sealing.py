"""Sealed boxes: whoever has the public key closes one, only who has the private key opens it.

X25519 with a key pair made for the one box, HKDF-SHA256, ChaCha20-Poly1305. A box is bound to a context: in another
one it does not open, so a box that was copied out of one message is worthless in the next.
"""

import base64
import binascii

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

PUBLIC = 32
"""Bytes of a public key, with which a box begins."""
NONCE = bytes(12)
"""Always zero: the key of a box is used once."""


class Unopenable(ValueError):
    """The box was not closed for this key and this context, or was changed since."""


def seal(public: str, plain: bytes, context: bytes = b"") -> str:
    """A box in base64url. Raises ValueError if `public` is no key."""
    once = X25519PrivateKey.generate()
    theirs = X25519PublicKey.from_public_bytes(from_text(public))
    mine = once.public_key().public_bytes_raw()
    key = _key(once.exchange(theirs), mine, theirs.public_bytes_raw())
    return to_text(mine + ChaCha20Poly1305(key).encrypt(NONCE, plain, context))


def open_sealed(private: X25519PrivateKey, sealed: str, context: bytes = b"") -> bytes:
    """Raises Unopenable."""
    try:
        box = from_text(sealed)
        once = X25519PublicKey.from_public_bytes(box[:PUBLIC])
        key = _key(private.exchange(once), box[:PUBLIC], private.public_key().public_bytes_raw())
        return ChaCha20Poly1305(key).decrypt(NONCE, box[PUBLIC:], context)
    except (InvalidTag, ValueError) as error:
        raise Unopenable("not for this key, or changed") from error


def public_text(private: X25519PrivateKey) -> str:
    """What others seal to."""
    return to_text(private.public_key().public_bytes_raw())


def _key(shared: bytes, once: bytes, theirs: bytes) -> bytes:
    return HKDF(SHA256(), 32, salt=None, info=b"boxoffice sealed box 1" + once + theirs).derive(shared)


def to_text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def from_text(text: str) -> bytes:
    """Raises ValueError where base64url would skip over what is none."""
    try:
        raw = base64.b64decode(text.encode() + b"=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, UnicodeEncodeError) as error:
        raise ValueError("no base64url") from error
    return raw
