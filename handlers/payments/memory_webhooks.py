"""The provider's webhooks, as far as payments reads them, for the provider in memory."""

from datetime import datetime
from typing import Any

from handlers.payments.gateway import Dispute, Intent, Refund
from handlers.payments.wallet import Method

Webhook = dict[str, Any]


def webhook(id_: str, kind: str, at: datetime, about: Webhook, **before: Any) -> Webhook:
    """`before` are fields that the change has taken from the object."""
    created, data = int(at.timestamp()), {"object": about, "previous_attributes": before}
    return {"id": id_, "object": "event", "type": kind, "created": created, "data": data}


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
        "amount": refund.price or intent.received,
        "payment_intent": intent.provider_id,
        "currency": intent.currency.lower(),
        "metadata": dict(metadata),
        "failure_reason": refund.reason or None,
    }


def shown_dispute(dispute: Dispute) -> Webhook:
    """Banks make disputes: they carry no metadata of ours."""
    moved = [-dispute.price] * dispute.withdrawn + [dispute.price] * dispute.reinstated
    return {
        "id": dispute.id,
        "object": "dispute",
        "status": dispute.status,
        "reason": dispute.reason,
        "amount": dispute.price,
        "payment_intent": dispute.provider_id,
        "currency": dispute.currency.lower(),
        "metadata": {},
        "balance_transactions": [{"amount": amount} for amount in moved],
    }


def shown_method(method: Method) -> Webhook:
    names = ("brand", "last4", "exp_month", "exp_year")
    return {
        "id": method.method_id,
        "object": "payment_method",
        "type": "card",
        "card": {name: getattr(method, name) for name in names},
        "customer": method.customer_id or None,
        "metadata": {},
    }
