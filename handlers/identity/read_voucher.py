from functools import partial
from typing import Any

from choreography.keyring import Erased, Keyring
from choreography.personal import sealed
from handlers.identity import factor, refresh_token, voucher
from handlers.identity.hasher import Hasher
from handlers.identity.issue import box
from handlers.identity.own import OpenVoucher, ReadVoucher, VoucherOpened, VoucherRead
from handlers.identity.service import identity
from handlers.identity.vault import Vault


@identity.effect("hashing")
async def read_voucher(asked: ReadVoucher, vault: Vault, hasher: Hasher, keyring: Keyring) -> VoucherRead:
    if (said := factor.opened(asked, vault)) is None:
        return VoucherRead.of(asked, reason="unreadable")
    if (found := voucher.read(said[0], asked.at, vault)) is None:
        return VoucherRead.of(asked, reason="bad_credentials")
    by = factor.used(asked, said[1], asked.at, vault) if asked.factor and said[1] else {}
    if asked.factor and not by:
        return VoucherRead.of(asked, reason="bad_code" if said[1] else "code_needed")
    who: dict[str, Any] = {"provider": found.provider, "login": found.login, "own": found.account == asked.account}
    try:
        mail = None if asked.known else await sealed(keyring, asked.account_id, found.mail)
    except Erased:
        return VoucherRead.of(asked, reason="closed")
    tokens = await hasher.apart(partial(issued, asked, vault, bool(by)))
    return VoucherRead.of(asked, **who, **by, **tokens, mail=mail)


def issued(asked: ReadVoucher, vault: Vault, proved: bool) -> dict[str, str]:
    refresh = refresh_token.first(asked.sid, vault)
    tokens = box(asked, refresh, vault, asked.at if proved else None)
    return {"tokens": tokens, "successor": refresh_token.hashed(refresh)}


@identity.effect("hashing")
async def open_voucher(asked: OpenVoucher, vault: Vault) -> VoucherOpened:
    if (text := vault.opened(asked)) is None:
        return VoucherOpened.of(asked, reason="unreadable")
    if (found := voucher.read(text, asked.at, vault)) is None:
        return VoucherOpened.of(asked, reason="bad_proof")
    return VoucherOpened.of(asked, provider=found.provider, login=found.login)
