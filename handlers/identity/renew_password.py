from functools import partial

from handlers.identity import proof
from handlers.identity.hasher import Hasher
from handlers.identity.own import PasswordRenewed, PasswordReplaced, RenewPassword, ReplacePassword
from handlers.identity.service import identity
from handlers.identity.vault import Vault


@identity.effect("hashing")
async def renew_password(asked: RenewPassword, vault: Vault, hasher: Hasher) -> PasswordRenewed:
    return await hasher.apart(partial(renewed, asked, vault, hasher))


@identity.effect("hashing")
async def replace_password(asked: ReplacePassword, vault: Vault, hasher: Hasher) -> PasswordReplaced:
    return await hasher.apart(partial(replaced, asked, vault, hasher))


def renewed(asked: RenewPassword, vault: Vault, hasher: Hasher) -> PasswordRenewed:
    """The new password is looked at before the code: that it will not do says nothing of the account."""
    if (said := proof.opened(asked, vault)) is None:
        return PasswordRenewed.of(asked, reason="unreadable")
    code, password = said
    if reason := hasher.why_not(password):
        return PasswordRenewed.of(asked, reason=reason)
    if not proof.is_code(code, asked.digest):
        return PasswordRenewed.of(asked, reason="bad_proof")
    return PasswordRenewed.of(asked, password=hasher.hash(password))


def replaced(asked: ReplacePassword, vault: Vault, hasher: Hasher) -> PasswordReplaced:
    if (said := proof.opened(asked, vault)) is None:
        return PasswordReplaced.of(asked, reason="unreadable")
    old, password = said
    if reason := hasher.why_not(password):
        return PasswordReplaced.of(asked, reason=reason)
    if not hasher.right(asked.password, old):
        return PasswordReplaced.of(asked, reason="bad_proof")
    return PasswordReplaced.of(asked, password=hasher.hash(password))
