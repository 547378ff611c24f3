"""New spare codes, for password and code; the earlier ones count no more."""

from collections.abc import Iterator
from datetime import datetime
from typing import Annotated

from choreography.vocabulary import at
from contracts.identity import ProofRefused, RenewSpareCodes, SpareCodesRenewed
from handlers.identity.keys import KeyRing
from handlers.identity.own import RenewSpares, SparesRenewed
from handlers.identity.rows import Account, SecondFactor
from handlers.identity.service import identity

Sealing = Annotated[KeyRing, at("sealing_ring")]


@identity.step
def renew_spare_codes(
    asked: RenewSpareCodes, account: Account, factor: SecondFactor | None, sealing: Sealing, now: datetime
) -> Iterator[RenewSpares | ProofRefused]:
    if (key := sealing.find(asked.key_id)) is None:
        yield ProofRefused.of(asked, reason="unknown_key")
    elif factor is None or not factor.confirmed:
        yield ProofRefused.of(asked, reason="bad_proof")
    else:
        codes = {"factor": factor.secret, "last": factor.last, "spare": factor.spare}
        yield RenewSpares.of(asked, account, sealing=key, password=account.password, at=now, **codes)


@identity.step
def spares_renewed(
    renewed: SparesRenewed, account: Account, factor: SecondFactor | None
) -> Iterator[SecondFactor | SpareCodesRenewed | ProofRefused]:
    """What was proved before another code was used, or another password set, renews nothing."""
    used = factor.used(renewed.step, renewed.spare) if factor else None
    if renewed.reason or used is None or account.generation != renewed.generation:
        yield ProofRefused.of(renewed, reason=renewed.reason or "bad_proof")
        return
    yield used.but(spare=renewed.spares)
    yield SpareCodesRenewed.of(renewed, spare=renewed.box)
