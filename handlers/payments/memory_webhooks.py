"""The provider's webhooks, as far as payments reads them, for the provider in memory."""

from datetime import datetime
from typing import Any

from handlers.payments.gateway import Intent, Refund

Webhook = dict[str, Any]


def webhook(id_: str, kind: str, at: datetime, about: Webhook) -> Webhook:
    created = int(at.timestamp())
    return {"id": id_, "object": "event", "type": kind, "created": created, "data": {"object": about}}


def shown_intent(intent: Intent) -> Webhook:
    return {
        "id": intent.provider_id,
        "object": "payment_intent",
        "status": intent.status,
        "amount": intent.price,
        "amount_received": intent.received,
        "currency": intent.currency.lower(),
        "metadata": dict(intent.metadata),
    }


def shown_refund(refund: Refund, intent: Intent, metadata: dict[str, str]) -> Webhook:
    return {
        "id": refund.id,
        "object": "refund",
        "status": refund.status,
        "amount": intent.received,
        "payment_intent": intent.provider_id,
        "currency": intent.currency.lower(),
        "metadata": dict(metadata),
        "failure_reason": refund.reason or None,
    }
