"""New spare codes, for password and code; the earlier ones count no more."""

from collections.abc import Iterator
from datetime import datetime

from contracts.identity import ProofRefused, RenewSpareCodes, SpareCodesRenewed
from handlers.identity.own import RenewSpares, SparesRenewed
from handlers.identity.prove_factor import Sealing, after, proving, refused
from handlers.identity.rows import Account, SecondFactor
from handlers.identity.service import identity


@identity.step
def renew_spare_codes(
    asked: RenewSpareCodes, account: Account, factor: SecondFactor | None, sealing: Sealing, now: datetime
) -> Iterator[RenewSpares | ProofRefused]:
    yield from proving(RenewSpares, asked, account, factor, sealing, now)


@identity.step
def spares_renewed(
    renewed: SparesRenewed, account: Account, factor: SecondFactor | None, now: datetime
) -> Iterator[SecondFactor | SpareCodesRenewed | ProofRefused]:
    if (used := after(renewed, account, factor)) is None:
        yield from refused(renewed, factor, now)
        return
    yield used.but(spare=renewed.spares)
    yield SpareCodesRenewed.of(renewed, spare=renewed.box)
