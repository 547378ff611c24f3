"""Personal text on the bus: readable only by who may ask the keyring for that person's key."""

from pydantic import BaseModel, ConfigDict


class Sealed(BaseModel):
    """A text under one person's data key, AES-GCM. When the key is erased, every copy of the text is."""

    model_config = ConfigDict(frozen=True)

    person_id: str
    key_version: int
    nonce: str
    """base64url, as is the ciphertext."""
    ciphertext: str
