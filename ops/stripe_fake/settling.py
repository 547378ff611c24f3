"""What happens to a payment after the call: the payer proves who they are, a slow method ends, a refund turns out."""

from ops.stripe_fake.cards import by_method
from ops.stripe_fake.charging import begin_charge, fail, refusal, succeed
from ops.stripe_fake.confirming import must_be
from ops.stripe_fake.desk import Desk
from ops.stripe_fake.errors import invalid
from ops.stripe_fake.objects import Json, PaymentIntent, Refund

NOT_PROVEN: Json = {
    "type": "invalid_request_error",
    "code": "payment_intent_authentication_failure",
    "message": "The provided PaymentMethod has failed authentication.",
}


def authenticate(desk: Desk, intent: PaymentIntent, *, passed: bool) -> PaymentIntent:
    """Only an intent that asks its payer can be answered."""
    must_be(intent, ("requires_action",), "authenticate")
    if passed:
        card = by_method(intent.payment_method or "")
        succeed(desk, intent, begin_charge(desk, intent, card))
    else:
        fail(desk, intent, NOT_PROVEN)
    return intent


def settle_payment(desk: Desk, intent: PaymentIntent, *, succeeded: bool) -> PaymentIntent:
    """Ends a slow payment."""
    must_be(intent, ("processing",), "settle")
    charge = desk.books.charges.get(intent.latest_charge or "")
    if succeeded:
        succeed(desk, intent, charge)
    else:
        fail(desk, intent, refusal(by_method(charge.payment_method), charge), charge)
    return intent


def settle_refund(desk: Desk, refund: Refund, *, succeeded: bool) -> Refund:
    """A refund may fail after it had succeeded; its amount counts as captured again then."""
    if refund.status == "failed" or (succeeded and refund.status == "succeeded"):
        raise invalid(f"This refund has {refund.status} already.", code="refund_unexpected_state")
    refund.status = "succeeded" if succeeded else "failed"
    if not succeeded:
        take_back(desk, refund)
    desk.say("refund.updated", refund)
    if not succeeded:
        desk.say("refund.failed", refund)
    return refund


def take_back(desk: Desk, refund: Refund) -> None:
    charge = desk.books.charges.get(refund.charge)
    refund.failure_reason = "lost_or_stolen_card"
    charge.amount_refunded -= refund.amount
    charge.refunded = False
