from functools import partial

from handlers.identity import factor, refresh_token
from handlers.identity.hasher import Hasher
from handlers.identity.issue import box
from handlers.identity.own import CheckPassword, PasswordChecked
from handlers.identity.service import identity
from handlers.identity.settings import IdentitySettings
from handlers.identity.vault import Vault


@identity.effect("hashing")
async def check_password(
    asked: CheckPassword, vault: Vault, hasher: Hasher, settings: IdentitySettings
) -> PasswordChecked:
    return await hasher.apart(partial(checked, asked, vault, hasher, settings))


def checked(asked: CheckPassword, vault: Vault, hasher: Hasher, settings: IdentitySettings) -> PasswordChecked:
    """Who must verify the mail first is refused in the same words: a stranger may have made the account."""
    if (said := opened(asked, vault)) is None:
        return PasswordChecked.of(asked, reason="unreadable")
    password, code = said
    right = hasher.right(asked.password, password)
    if not right or (settings.verified_only and not asked.verified):
        return PasswordChecked.of(asked, reason="bad_credentials")
    by = factor.used(asked, code, asked.at, vault) if asked.factor and code else {}
    if asked.factor and not by:
        return PasswordChecked.of(asked, reason="bad_code" if code else "code_needed")
    refresh = refresh_token.first(asked.sid, vault)
    return PasswordChecked.of(
        asked,
        tokens=box(asked, refresh, vault, asked.at if by else None),
        successor=refresh_token.hashed(refresh),
        better=hasher.better(asked.password, password),
        **by,
    )


def opened(asked: CheckPassword, vault: Vault) -> tuple[str, str] | None:
    """The password, and the code that came with it; None if the box does not open."""
    if asked.by_code:
        return factor.opened(asked, vault)
    return None if (password := vault.opened(asked)) is None else (password, "")
