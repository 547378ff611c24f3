"""Credentials go to identity in a box, tokens come back in one; only identity and this process can open them."""

import json
from typing import Any

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from choreography.sealing import open_sealed, public_text, seal
from contracts.identity import SealingKeyPublished, WithSecret, context


class Sealer:
    """`reply_to` is this process's own key, made at its start and kept nowhere else."""

    def __init__(self) -> None:
        self._private = X25519PrivateKey.generate()
        self.reply_to = public_text(self._private)
        self.newest: SealingKeyPublished | None = None

    def boxed(self, kind: type[WithSecret], account: str, request: str, secret: str) -> dict[str, str]:
        """The fields of a message of this kind that carry the secret."""
        assert self.newest
        box = seal(self.newest.public, secret.encode(), context(kind.__name__, account, request))
        return {"account": account, "request": request, "key_id": self.newest.kid, "secret": box}

    def tokens(self, box: str, account: str, request: str) -> dict[str, Any]:
        """`access_token` and `refresh_token`. Raises Unopenable."""
        return self.opened(box, "SessionStarted", account, request)

    def opened(self, box: str, answer: str, account: str, request: str) -> dict[str, Any]:
        """What is in the box of this kind of answer. Raises Unopenable."""
        return dict(json.loads(open_sealed(self._private, box, context(answer, account, request))))
