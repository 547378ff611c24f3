from handlers.payments.gateway import Gateway
from handlers.payments.own import CancelIntent, IntentClosed
from handlers.payments.service import payments


@payments.effect("stripe", deadline=20)
async def cancel_intent(asked: CancelIntent, gateway: Gateway, key: str) -> IntentClosed:
    intent = await gateway.cancel_intent(asked.provider_id, key)
    return IntentClosed.of(asked, status=intent.status, price=intent.received, currency=intent.currency)
