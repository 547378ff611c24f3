import secrets
from functools import partial

from choreography.keyring import Erased, Keyring
from choreography.personal import sealed
from contracts.identity import account_id
from handlers.identity.hasher import Hasher
from handlers.identity.make_code import SIZE, hashed
from handlers.identity.own import (
    MailCodeMade,
    MailCodeRead,
    MakeMailCode,
    MakeUndo,
    PasswordProved,
    ProvePassword,
    ReadMailCode,
    ReadUndo,
    UndoMade,
    UndoRead,
)
from handlers.identity.proof import is_code
from handlers.identity.service import identity
from handlers.identity.vault import Vault


@identity.effect("hashing")
async def prove_password(asked: ProvePassword, vault: Vault, hasher: Hasher) -> PasswordProved:
    return await hasher.apart(partial(proved, asked, vault, hasher))


@identity.effect("keyring")
async def make_mail_code(asked: MakeMailCode, keyring: Keyring) -> MailCodeMade:
    """Sealed for who wants the address: the mailer opens it, and sends it there."""
    code = secrets.token_urlsafe(SIZE)
    try:
        box = await sealed(keyring, account_id(asked.by), code)
    except Erased:
        return MailCodeMade.of(asked)
    return MailCodeMade.of(asked, code=box, digest=hashed(code))


@identity.effect("keyring")
async def make_undo(asked: MakeUndo, keyring: Keyring) -> UndoMade:
    """It begins with the account, for whoever brings it has nothing else to be known by."""
    code = f"{asked.account}.{secrets.token_urlsafe(SIZE)}"
    try:
        box = await sealed(keyring, asked.account_id, code)
    except Erased:
        return UndoMade.of(asked)
    return UndoMade.of(asked, code=box, digest=hashed(code))


@identity.effect("hashing")
async def read_mail_code(asked: ReadMailCode, vault: Vault, hasher: Hasher) -> MailCodeRead:
    return MailCodeRead.of(asked, reason=await hasher.apart(partial(why_not, asked, vault)))


@identity.effect("hashing")
async def read_undo(asked: ReadUndo, vault: Vault, hasher: Hasher) -> UndoRead:
    return UndoRead.of(asked, reason=await hasher.apart(partial(why_not, asked, vault)))


def proved(asked: ProvePassword, vault: Vault, hasher: Hasher) -> PasswordProved:
    if (password := vault.opened(asked)) is None:
        return PasswordProved.of(asked, reason="unreadable")
    return PasswordProved.of(asked, reason="" if hasher.right(asked.password, password) else "bad_proof")


def why_not(asked: ReadMailCode | ReadUndo, vault: Vault) -> str:
    """Empty if the code is right."""
    if (code := vault.opened(asked)) is None:
        return "unreadable"
    return "" if is_code(code, asked.digest) else "bad_proof"
