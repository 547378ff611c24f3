from handlers.payments.gateway import Gateway, Refusal
from handlers.payments.own import CancelIntent, IntentClosed
from handlers.payments.service import payments

UNKNOWN = "resource_missing"
"""The provider's code for an intent that it does not have, and will not have again."""


@payments.effect("stripe", deadline=20)
async def cancel_intent(asked: CancelIntent, gateway: Gateway, key: str) -> IntentClosed:
    """What the provider does not know nobody can pay there: it is closed, and asking again would change nothing."""
    try:
        intent = await gateway.cancel_intent(asked.provider_id, key)
    except Refusal as refusal:
        if str(refusal) != UNKNOWN:
            raise
        return IntentClosed.of(asked, status="canceled", price=0, currency="")
    return IntentClosed.of(asked, status=intent.status, price=intent.received, currency=intent.currency)
