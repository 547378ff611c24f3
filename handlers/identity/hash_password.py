from functools import partial

from handlers.identity.hasher import Hasher
from handlers.identity.own import HashPassword, PasswordHashed
from handlers.identity.service import identity
from handlers.identity.vault import Vault


@identity.effect("hashing")
async def hash_password(asked: HashPassword, vault: Vault, hasher: Hasher) -> PasswordHashed:
    return await hasher.apart(partial(hashed, asked, vault, hasher))


def hashed(asked: HashPassword, vault: Vault, hasher: Hasher) -> PasswordHashed:
    if (password := vault.opened(asked)) is None:
        return PasswordHashed.of(asked, reason="unreadable")
    if reason := hasher.why_not(password):
        return PasswordHashed.of(asked, reason=reason)
    return PasswordHashed.of(asked, password=hasher.hash(password))
