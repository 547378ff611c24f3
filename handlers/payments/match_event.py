from collections.abc import Iterator
from typing import Annotated

from choreography.vocabulary import at
from contracts.edge import StripeEventUnmatched
from contracts.payments import StripeEventMatched
from contracts.webhooks import FOLLOWED
from handlers.payments.about import about
from handlers.payments.own import CaseRefunded
from handlers.payments.refund_case import case_heard
from handlers.payments.rows import PaymentIntent, Stray
from handlers.payments.service import payments


@payments.step
def match_event(
    said: StripeEventUnmatched,
    intent: Annotated[PaymentIntent | None, at("provider_id")],
    stray: Stray | None,
) -> Iterator[StripeEventMatched | Stray | CaseRefunded]:
    """It lies in the partition of its intent's id: said once more, it reaches that of its event."""
    if said.kind not in FOLLOWED or stray:
        return
    if said.kind.startswith("refund.") and (heard := case_heard(about(said))):
        yield heard
    elif intent:
        yield StripeEventMatched.of(said, intent)
    else:
        yield Stray(said.provider_id, said.provider_event_id, said.kind, said.price, said.currency, said.created)
