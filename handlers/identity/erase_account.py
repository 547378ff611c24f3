"""Who wants to be forgotten shows the password once more; wrong ones count as at a sign-in."""

from collections.abc import Iterator
from datetime import datetime
from functools import partial
from typing import Annotated

from choreography.vocabulary import Gone, Timer, at
from contracts.identity import AccountClosed, EraseAccount, ErasureBegun, ProofRefused
from handlers.identity.closing import closed
from handlers.identity.hasher import Hasher
from handlers.identity.keys import KeyRing
from handlers.identity.link_provider import Links
from handlers.identity.own import EndSessions, Forgive, OwnerProved, ProveOwner
from handlers.identity.rows import FORGIVEN, Account, Departed, Failures, SecondFactor
from handlers.identity.service import identity
from handlers.identity.vault import Vault


@identity.step
def erase_account(
    asked: EraseAccount,
    account: Account,
    failures: Failures | None,
    sealing: Annotated[KeyRing, at("sealing_ring")],
    now: datetime,
) -> Iterator[ProveOwner | ProofRefused]:
    if (key := sealing.find(asked.key_id)) is None:
        yield ProofRefused.of(asked, reason="unknown_key")
    elif failures and now < failures.until:
        yield ProofRefused.of(asked, reason="locked")
    else:
        yield ProveOwner.of(asked, account, sealing=key, password=account.password)


@identity.effect("hashing")
async def prove_owner(asked: ProveOwner, vault: Vault, hasher: Hasher) -> OwnerProved:
    return await hasher.apart(partial(proved, asked, vault, hasher))


def proved(asked: ProveOwner, vault: Vault, hasher: Hasher) -> OwnerProved:
    if (password := vault.opened(asked)) is None:
        return OwnerProved.of(asked, reason="unreadable")
    return OwnerProved.of(asked, reason="" if hasher.right(asked.password, password) else "bad_proof")


@identity.step
def owner_proved(
    proved: OwnerProved,
    account: Account | None,
    factor: SecondFactor | None,
    links: Links,
    failures: Failures | None,
    now: datetime,
) -> Iterator[Gone | Departed | Failures | Timer | EndSessions | AccountClosed | ErasureBegun | ProofRefused]:
    """A password that was changed while it was being checked erases nobody."""
    if proved.reason == "bad_proof":
        yield (failures or Failures(proved.account, 0, now)).one_more(now)
        yield Timer("forgive", now + FORGIVEN, Forgive.of(proved))
    if proved.reason or account is None or account.generation != proved.generation:
        yield ProofRefused.of(proved, reason=proved.reason or "bad_proof")
        return
    yield from closed(account, factor, links)
    yield AccountClosed.of(account)
    yield ErasureBegun.of(proved)
