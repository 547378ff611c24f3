"""What is handed on of a payment provider's event: what a service reads, and nothing of who pays or of their card."""

from collections.abc import Mapping, Sequence
from typing import Any

FOLLOWED = frozenset(
    {
        "payment_intent.succeeded",
        "payment_intent.processing",
        "payment_intent.payment_failed",
        "payment_intent.canceled",
        "refund.created",
        "refund.updated",
        "refund.failed",
        "charge.dispute.created",
        "charge.dispute.updated",
        "charge.dispute.closed",
        "charge.dispute.funds_withdrawn",
        "charge.dispute.funds_reinstated",
    }
)
"""The kinds of event from which something follows for money."""
OF_METHODS = frozenset(
    {
        "setup_intent.succeeded",
        "payment_method.attached",
        "payment_method.automatically_updated",
        "payment_method.detached",
        "payment_method.updated",
    }
)
"""After each of them the provider is asked what it keeps."""
HEARD = FOLLOWED | OF_METHODS
"""For an endpoint at the provider these are chosen; of any other that comes nothing is said to anybody. A door of an
older release says nothing of a kind that is new here: it is chosen at the provider once all doors know it."""

Shape = Mapping[str, Any]
"""By name, the shape of what is below; None for a word, a number or nothing."""
OBJECT: Shape = dict.fromkeys((
    "id", "object", "status", "amount", "amount_received", "currency", "payment_intent", "created", "failure_reason",
    "reason",
)) | {
    "metadata": dict.fromkeys(("event_id", "booking_id", "buyer_id", "attempt")),
    "balance_transactions": {"amount": None},
    "evidence_details": {"due_by": None},
    "last_payment_error": {"code": None, "payment_method": {"card": {"fingerprint": None}}},
}  # fmt: skip
EVENT: Shape = dict.fromkeys(("id", "object", "type", "created", "livemode")) | {"data": {"object": OBJECT}}


def handed_on(said: Any, shape: Shape | None = EVENT) -> Any:
    """Names and addresses of payers, digits of cards, and what others noted in the metadata, are not in it."""
    if isinstance(said, Mapping):
        return {name: handed_on(said[name], shape[name]) for name in shape if name in said} if shape else None
    if isinstance(said, Sequence) and not isinstance(said, str):
        return [handed_on(one, shape) for one in said] if shape else None
    return said
