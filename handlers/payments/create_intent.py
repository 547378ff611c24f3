from handlers.payments.gateway import Gateway, Refusal
from handlers.payments.own import CreateIntent, IntentCreated, IntentFailed
from handlers.payments.service import payments


@payments.effect("stripe", deadline=12)
async def create_intent(asked: CreateIntent, gateway: Gateway, key: str) -> IntentCreated | IntentFailed:
    """The metadata leads every webhook back to its booking, and so to its partition."""
    metadata = {"event_id": asked.event_id, "booking_id": asked.booking_id, "buyer_id": asked.buyer_id}
    try:
        made = await gateway.create_intent(asked.price, asked.currency, metadata, key)
    except Refusal as refusal:
        return IntentFailed.of(asked, reason=str(refusal))
    return IntentCreated.of(asked, provider_id=made.provider_id, client_secret=made.client_secret)
