"""Password and code together, for what only the person may do."""

from collections.abc import Iterator
from datetime import datetime
from typing import Annotated, TypeVar

from choreography.vocabulary import at
from contracts.identity import ProofRefused, RemoveSecondFactor, RenewSpareCodes
from handlers.identity.keys import KeyRing
from handlers.identity.own import Proved, ProveFactor
from handlers.identity.rows import Account, SecondFactor

Sealing = Annotated[KeyRing, at("sealing_ring")]
P = TypeVar("P", bound=ProveFactor)


def proving(
    kind: type[P],
    asked: RemoveSecondFactor | RenewSpareCodes,
    account: Account,
    factor: SecondFactor | None,
    sealing: KeyRing,
    now: datetime,
) -> Iterator[P | ProofRefused]:
    if (key := sealing.find(asked.key_id)) is None:
        yield ProofRefused.of(asked, reason="unknown_key")
    elif factor is None or not factor.confirmed:
        yield ProofRefused.of(asked, reason="bad_proof")
    elif factor.waits(now):
        yield ProofRefused.of(asked, reason="locked")
    else:
        yield kind.of(asked, account, sealing=key, password=account.password, at=now, **factor.good)


def after(proved: Proved, account: Account, factor: SecondFactor | None) -> SecondFactor | None:
    """None where another code was used meanwhile, or another password set."""
    if proved.reason or factor is None or account.generation != proved.generation:
        return None
    return factor.used(proved.step, proved.spare)


def refused(proved: Proved, factor: SecondFactor | None, now: datetime) -> Iterator[SecondFactor | ProofRefused]:
    if proved.guessed and factor:
        yield factor.one_more(now)
    yield ProofRefused.of(proved, reason=proved.reason or "bad_proof")
