import hashlib
import secrets

from choreography.keyring import Erased, Keyring
from choreography.personal import sealed
from handlers.identity.own import CodeMade, MakeCode
from handlers.identity.service import identity

SIZE = 24
"""Random bytes."""


@identity.effect("keyring")
async def make_code(asked: MakeCode, keyring: Keyring) -> CodeMade:
    """Sealed for its person, so that the mailer alone reads it."""
    code = secrets.token_urlsafe(SIZE)
    try:
        box = await sealed(keyring, asked.account_id, code)
    except Erased:
        return CodeMade.of(asked)
    return CodeMade.of(asked, code=box, digest=hashed(code))


def hashed(code: str) -> str:
    """There is no guessing so many random bits, so a fast hash is enough."""
    return hashlib.sha256(code.encode()).hexdigest()
