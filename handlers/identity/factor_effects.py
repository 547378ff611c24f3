import json
import secrets
from functools import partial
from typing import Any

from choreography.sealing import seal
from contracts.identity import context
from handlers.identity import factor, spare, totp
from handlers.identity.hasher import Hasher
from handlers.identity.own import (
    FactorOffered,
    FactorProved,
    FactorRead,
    OfferFactor,
    ProveFactor,
    ReadFactor,
    RenewSpares,
    SparesRenewed,
)
from handlers.identity.service import identity
from handlers.identity.settings import IdentitySettings
from handlers.identity.vault import Vault


@identity.effect("hashing")
async def offer_factor(asked: OfferFactor, vault: Vault, hasher: Hasher, settings: IdentitySettings) -> FactorOffered:
    return await hasher.apart(partial(offered, asked, vault, hasher, settings.code_hash))


@identity.effect("hashing")
async def read_factor(asked: ReadFactor, vault: Vault, hasher: Hasher) -> FactorRead:
    return await hasher.apart(partial(read, asked, vault))


@identity.effect("hashing")
async def prove_factor(asked: ProveFactor, vault: Vault, hasher: Hasher) -> FactorProved:
    return await hasher.apart(partial(proved, asked, vault, hasher))


@identity.effect("hashing")
async def renew_spares(asked: RenewSpares, vault: Vault, hasher: Hasher) -> SparesRenewed:
    return await hasher.apart(partial(renewed, asked, vault, hasher))


def offered(asked: OfferFactor, vault: Vault, hasher: Hasher, by: totp.CodeHash) -> FactorOffered:
    if (password := vault.opened(asked)) is None:
        return FactorOffered.of(asked, reason="unreadable")
    if not hasher.right(asked.password, password):
        return FactorOffered.of(asked, reason="bad_proof")
    key = secrets.token_bytes(totp.SIZES[by])
    box = boxed(asked, "SecondFactorOffered", key=totp.shown(key), algorithm=by)
    return FactorOffered.of(asked, factor=vault.wrap_factor(asked.account, key), offer=box)


def read(asked: ReadFactor, vault: Vault) -> FactorRead:
    if (code := vault.opened(asked)) is None:
        return FactorRead.of(asked, reason="unreadable")
    if not (by := factor.used(asked, code, asked.at, vault)):
        return FactorRead.of(asked, reason="bad_proof")
    return FactorRead.of(asked, **by, **fresh(asked, "SecondFactorConfirmed", vault))


def proved(asked: ProveFactor, vault: Vault, hasher: Hasher) -> FactorProved:
    if (said := factor.opened(asked, vault)) is None:
        return FactorProved.of(asked, reason="unreadable")
    password, code = said
    right = hasher.right(asked.password, password)
    if right and (by := factor.used(asked, code, asked.at, vault)):
        return FactorProved.of(asked, **by)
    return FactorProved.of(asked, reason="bad_proof", guessed=right)


def renewed(asked: RenewSpares, vault: Vault, hasher: Hasher) -> SparesRenewed:
    by = proved(asked, vault, hasher)
    new = {} if by.reason else fresh(asked, "SpareCodesRenewed", vault)
    return SparesRenewed(**by.model_dump(), **new)


def fresh(asked: ReadFactor | RenewSpares, answer: str, vault: Vault) -> dict[str, Any]:
    codes = spare.fresh()
    spares = tuple(spare.digest(one, vault) for one in codes)
    return {"box": boxed(asked, answer, spare=codes), "spares": spares}


def boxed(asked: OfferFactor | ReadFactor | RenewSpares, answer: str, **said: object) -> str:
    return seal(asked.reply_to, json.dumps(said).encode(), context(answer, asked.account, asked.request))
