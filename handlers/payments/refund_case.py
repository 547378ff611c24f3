from handlers.payments.gateway import Gateway, Refusal
from handlers.payments.own import CaseRefunded, RefundCase
from handlers.payments.service import payments


@payments.effect("stripe", deadline=20)
async def refund_case(asked: RefundCase, gateway: Gateway, key: str) -> CaseRefunded:
    """Its metadata tells it from what a booking asks for."""
    try:
        made = await gateway.refund(asked.provider_id, asked.price, {"attempt": f"case {asked.case_id}"}, key)
    except Refusal as refusal:
        return CaseRefunded.of(asked, reason=str(refusal))
    failed = made.status in ("failed", "canceled")
    return CaseRefunded.of(asked, reason=(made.reason or made.status) if failed else "")
