"""The provider's kinds of event about money: as what the objects are asked for, and why of some nothing follows."""

from handlers.payments.gateway import ObjectKind

READ_AS: dict[str, ObjectKind] = {"payment_intent": "intent", "refund": "refund", "dispute": "dispute"}
"""By the provider's name of an object, as what it is asked for."""
IGNORED = {
    "payment_intent.created": "our own call's answer says so",
    "payment_intent.requires_action": "the buyer's page asks the buyer, and no money has moved",
    "payment_intent.amount_capturable_updated": "money is captured at once, never by a second call",
    "payment_intent.partially_funded": "only of payments from a customer's balance, which are not offered",
    "charge.succeeded": "its intent says the same",
    "charge.failed": "its intent says the same",
    "charge.pending": "its intent says the same",
    "charge.updated": "only texts and the provider's fee change by it",
    "charge.captured": "money is captured at once, never by a second call",
    "charge.expired": "money is captured at once, never by a second call",
    "charge.refunded": "each refund says so itself",
    "charge.refund.updated": "the older name of refund.updated",
    "review.opened": "the provider's own doubts: money stays where it is until a refund or a dispute",
    "review.closed": "the provider's own doubts: money stays where it is until a refund or a dispute",
    "radar.early_fraud_warning.created": "a bank's doubts: money stays where it is until a dispute",
    "radar.early_fraud_warning.updated": "a bank's doubts: money stays where it is until a dispute",
    "setup_intent.created": "our own call's answer says so",
    "setup_intent.requires_action": "the buyer's page asks the buyer, and nothing is saved",
    "setup_intent.setup_failed": "nothing is saved, and the buyer's page says so",
    "setup_intent.canceled": "nothing is saved",
    "balance.available": "of payouts, which no booking waits for",
}
"""By kind, why nothing follows from it."""
