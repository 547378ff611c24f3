"""A second factor: offered, confirmed by a code of it, and removed by password and code."""

from collections.abc import Iterator
from datetime import datetime

from choreography.vocabulary import Gone
from contracts.identity import (
    ConfirmSecondFactor,
    EnrolSecondFactor,
    ProofRefused,
    RemoveSecondFactor,
    SecondFactorConfirmed,
    SecondFactorOffered,
    SecondFactorRemoved,
)
from handlers.identity.own import (
    EndSessions,
    FactorOffered,
    FactorProved,
    FactorRead,
    OfferFactor,
    ProveFactor,
    ReadFactor,
)
from handlers.identity.prove_factor import Sealing, after, proving, refused
from handlers.identity.rows import Account, SecondFactor, Session
from handlers.identity.service import identity


@identity.step
def enrol_second_factor(
    asked: EnrolSecondFactor, account: Account, factor: SecondFactor | None, sealing: Sealing
) -> Iterator[OfferFactor | ProofRefused]:
    if (key := sealing.find(asked.key_id)) is None:
        yield ProofRefused.of(asked, reason="unknown_key")
    elif factor and factor.confirmed:
        yield ProofRefused.of(asked, reason="second_factor_on")
    else:
        yield OfferFactor.of(asked, account, sealing=key, password=account.password)


@identity.step
def factor_offered(
    offered: FactorOffered, account: Account, factor: SecondFactor | None
) -> Iterator[SecondFactor | SecondFactorOffered | ProofRefused]:
    """A later offer takes the place of one that was not confirmed."""
    on = bool(factor and factor.confirmed)
    if offered.reason or on or account.generation != offered.generation:
        yield ProofRefused.of(offered, reason=offered.reason or ("second_factor_on" if on else "bad_proof"))
        return
    yield (factor or SecondFactor(offered.account, offered.factor)).but(secret=offered.factor)
    yield SecondFactorOffered.of(offered, offer=offered.offer)


@identity.step
def confirm_second_factor(
    asked: ConfirmSecondFactor, account: Account, factor: SecondFactor | None, sealing: Sealing, now: datetime
) -> Iterator[ReadFactor | ProofRefused]:
    if (key := sealing.find(asked.key_id)) is None:
        yield ProofRefused.of(asked, reason="unknown_key")
    elif factor is None or factor.confirmed:
        yield ProofRefused.of(asked, reason="second_factor_on" if factor else "bad_proof")
    else:
        yield ReadFactor.of(asked, sealing=key, factor=factor.secret, at=now)


@identity.step
def factor_read(
    read: FactorRead, factor: SecondFactor | None, session: Session | None
) -> Iterator[SecondFactor | Session | EndSessions | SecondFactorConfirmed | ProofRefused]:
    """Of an offer that another has taken the place of, nothing is confirmed."""
    if read.reason or factor is None or factor.confirmed or factor.secret != read.factor:
        yield ProofRefused.of(read, reason=read.reason or "bad_proof")
        return
    yield factor.but(confirmed=True, last=read.step, spare=read.spares)
    if session:
        yield session.but(proved=read.at)
    yield EndSessions.of(read, reason="second_factor_on", kept=read.sid)
    yield SecondFactorConfirmed.of(read, spare=read.box)


@identity.step
def remove_second_factor(
    asked: RemoveSecondFactor, account: Account, factor: SecondFactor | None, sealing: Sealing, now: datetime
) -> Iterator[ProveFactor | ProofRefused]:
    yield from proving(ProveFactor, asked, account, factor, sealing, now)


@identity.step
def factor_proved(
    proved: FactorProved, account: Account, factor: SecondFactor | None, now: datetime
) -> Iterator[Gone | SecondFactor | SecondFactorRemoved | ProofRefused]:
    if factor is None or after(proved, account, factor) is None:
        yield from refused(proved, factor, now)
        return
    yield Gone(factor)
    yield SecondFactorRemoved.of(proved)
