from collections.abc import Iterator

from choreography.vocabulary import Gone
from contracts.identity import LiftSecondFactor, SecondFactorLifted, SecondFactorRemoved
from handlers.identity.own import EndSessions
from handlers.identity.rows import Account, SecondFactor
from handlers.identity.service import identity


@identity.step
def lift_second_factor(
    asked: LiftSecondFactor, account: Account, factor: SecondFactor | None
) -> Iterator[Gone | EndSessions | SecondFactorRemoved | SecondFactorLifted]:
    """The owner is told of it as if they had turned it off: it may not be they who asked the operator."""
    if factor and factor.confirmed:
        yield Gone(factor)
        yield EndSessions.of(asked, reason="second_factor_lifted", kept="")
        yield SecondFactorRemoved.of(asked, account)
    yield SecondFactorLifted.of(asked, account)
