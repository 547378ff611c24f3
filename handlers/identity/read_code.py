from functools import partial

from handlers.identity.hasher import Hasher
from handlers.identity.own import CodeRead, ReadCode
from handlers.identity.proof import is_code
from handlers.identity.service import identity
from handlers.identity.vault import Vault


@identity.effect("hashing")
async def read_code(asked: ReadCode, vault: Vault, hasher: Hasher) -> CodeRead:
    return await hasher.apart(partial(read, asked, vault))


def read(asked: ReadCode, vault: Vault) -> CodeRead:
    if (code := vault.opened(asked)) is None:
        return CodeRead.of(asked, reason="unreadable")
    return CodeRead.of(asked, reason="" if is_code(code, asked.digest) else "bad_proof")
