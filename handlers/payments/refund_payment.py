from handlers.payments.gateway import Gateway, Refusal
from handlers.payments.own import RefundDone, RefundPayment, RefundRefused
from handlers.payments.service import payments


@payments.effect("stripe", deadline=20)
async def refund_payment(asked: RefundPayment, gateway: Gateway, key: str, tries: int) -> RefundDone | RefundRefused:
    """Of all that is left the provider itself makes no second one: so the first call need not look for it."""
    metadata = {"event_id": asked.event_id, "booking_id": asked.booking_id, "buyer_id": asked.buyer_id}
    metadata["attempt"] = str(asked.attempt)
    try:
        made = await gateway.refund(asked.provider_id, asked.price, metadata, key, first=tries == 1)
    except Refusal as refusal:
        return RefundRefused.of(asked, reason=str(refusal))
    return RefundDone.of(asked, status=made.status, reason=made.reason)
