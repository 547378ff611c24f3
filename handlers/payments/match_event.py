from collections.abc import Iterator
from typing import Annotated

from choreography.vocabulary import at
from contracts.edge import StripeEventUnmatched
from contracts.payments import StripeEventMatched
from handlers.payments.kinds import MATTERS
from handlers.payments.rows import PaymentIntent
from handlers.payments.service import payments


class UnknownIntent(LookupError):
    """The provider speaks of an intent that is none of ours."""


@payments.step
def match_event(
    said: StripeEventUnmatched, intent: Annotated[PaymentIntent | None, at("provider_id")]
) -> Iterator[StripeEventMatched]:
    """It lies in the partition of its intent's id: said once more, it reaches that of its event. Raises UnknownIntent."""
    if said.kind not in MATTERS:
        return
    if intent is None:
        raise UnknownIntent(said.provider_id)
    yield StripeEventMatched.of(said, intent)
