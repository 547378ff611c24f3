from functools import partial

from handlers.identity import refresh_token
from handlers.identity.hasher import Hasher
from handlers.identity.issue import box
from handlers.identity.own import ReadRefreshToken, RefreshTokenRead
from handlers.identity.service import identity
from handlers.identity.vault import Vault


@identity.effect("hashing")
async def read_refresh_token(asked: ReadRefreshToken, vault: Vault, hasher: Hasher) -> RefreshTokenRead:
    return await hasher.apart(partial(read, asked, vault))


def read(asked: ReadRefreshToken, vault: Vault) -> RefreshTokenRead:
    if (token := vault.opened(asked)) is None:
        return RefreshTokenRead.of(asked, reason="unreadable")
    if not refresh_token.genuine(token, asked.sid, vault):
        return RefreshTokenRead.of(asked, reason="bad_credentials")
    following = refresh_token.successor(token, vault)
    return RefreshTokenRead.of(
        asked,
        tokens=box(asked, following, vault, asked.proved),
        successor=refresh_token.hashed(following),
        presented=refresh_token.hashed(token),
    )
