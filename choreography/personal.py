"""Sealing what is personal, and opening it again, with a key of the keyring."""

import os
from collections.abc import Iterable

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from choreography.keyring import DataKey, Keyring
from choreography.sealing import Unopenable, from_text, to_text
from contracts.sealed import Sealed

NONCE = 12


async def sealed(keyring: Keyring, person_id: str, text: str) -> Sealed:
    """Raises Erased."""
    return seal_with(await keyring.seal_key(person_id), person_id, text)


async def opened(keyring: Keyring, sealed: Sealed) -> str:
    """Raises Erased, NoKey and Unopenable."""
    return open_with(await keyring.open_key(sealed.person_id), sealed)


async def all_opened(keyring: Keyring, boxes: Iterable[Sealed]) -> list[str]:
    """Each person's key is asked for once. Raises Erased, NoKey and Unopenable."""
    keys: dict[str, DataKey] = {}
    for box in (boxes := list(boxes)):
        if box.person_id not in keys:
            keys[box.person_id] = await keyring.open_key(box.person_id)
    return [open_with(keys[box.person_id], box) for box in boxes]


def seal_with(key: DataKey, person_id: str, text: str) -> Sealed:
    nonce = os.urandom(NONCE)
    ciphertext = AESGCM(key.key).encrypt(nonce, text.encode(), _bound(person_id, key.version))
    return Sealed(person_id=person_id, key_version=key.version, nonce=to_text(nonce), ciphertext=to_text(ciphertext))


def open_with(key: DataKey, sealed: Sealed) -> str:
    """Raises Unopenable."""
    try:
        bound = _bound(sealed.person_id, sealed.key_version)
        return AESGCM(key.key).decrypt(from_text(sealed.nonce), from_text(sealed.ciphertext), bound).decode()
    except (InvalidTag, ValueError) as error:
        raise Unopenable(f"not sealed for {sealed.person_id}, or changed") from error


def _bound(person_id: str, version: int) -> bytes:
    return f"{person_id}/{version}".encode()
