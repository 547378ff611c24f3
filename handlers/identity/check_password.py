from functools import partial

from handlers.identity import refresh_token
from handlers.identity.hasher import Hasher
from handlers.identity.issue import box
from handlers.identity.own import CheckPassword, PasswordChecked
from handlers.identity.service import identity
from handlers.identity.vault import Vault


@identity.effect("hashing")
async def check_password(asked: CheckPassword, vault: Vault, hasher: Hasher) -> PasswordChecked:
    return await hasher.apart(partial(checked, asked, vault, hasher))


def checked(asked: CheckPassword, vault: Vault, hasher: Hasher) -> PasswordChecked:
    if (password := vault.opened(asked)) is None:
        return PasswordChecked.of(asked, reason="unreadable")
    if not hasher.right(asked.password, password):
        return PasswordChecked.of(asked, reason="bad_credentials")
    refresh = refresh_token.first(asked.sid, vault)
    return PasswordChecked.of(
        asked,
        tokens=box(asked, refresh, vault),
        successor=refresh_token.hashed(refresh),
        better=hasher.better(asked.password, password),
    )
