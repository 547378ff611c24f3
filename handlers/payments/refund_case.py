"""The refund of a case: what the provider is asked for, and what it says of it later."""

from typing import Any

from handlers.payments.gateway import Gateway, Refusal
from handlers.payments.own import CaseRefunded, RefundCase
from handlers.payments.service import payments

CASE = "case "
"""So begins the attempt of a case's refund, in what the provider keeps with it: that tells it from a booking's."""


@payments.effect("stripe", deadline=20)
async def refund_case(asked: RefundCase, gateway: Gateway, key: str) -> CaseRefunded:
    metadata = {"attempt": f"{CASE}{asked.case_id}/{asked.attempt}"}
    try:
        made = await gateway.refund(asked.provider_id, asked.price, metadata, key)
    except Refusal as refusal:
        return CaseRefunded.of(asked, reason=str(refusal))
    return CaseRefunded.of(asked, **fate(made.status, made.reason))


def case_heard(about: dict[str, Any]) -> CaseRefunded | None:
    """What the provider says of a refund, if it is a case's."""
    attempt = str((about.get("metadata") or {}).get("attempt") or "")
    if not attempt.startswith(CASE):
        return None
    case_id, _, number = attempt.removeprefix(CASE).partition("/")
    told = fate(str(about["status"]), str(about.get("failure_reason") or ""))
    return CaseRefunded(provider="stripe", case_id=case_id, attempt=int(number or 0), **told)


def fate(status: str, reason: str) -> dict[str, Any]:
    failed = status in ("failed", "canceled")
    return {"reason": (reason or status) if failed else "", "pending": not failed and status != "succeeded"}
