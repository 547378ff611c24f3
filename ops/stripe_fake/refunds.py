"""Refunds: the whole charge or a part, never more than was captured and not given back yet."""

from ops.stripe_fake.call import Call
from ops.stripe_fake.cards import by_method
from ops.stripe_fake.desk import Desk
from ops.stripe_fake.errors import invalid
from ops.stripe_fake.listing import page_of_payment
from ops.stripe_fake.objects import Charge, Json, Refund
from ops.stripe_fake.params import integer, metadata, required, text
from ops.stripe_fake.settling import settle_refund

CREATE = frozenset({"payment_intent", "charge", "amount", "reason", "metadata"})
WITHDRAWN = ("needs_response", "under_review", "lost")
"""Statuses of a dispute whose money the bank has."""
REASONS = (None, "duplicate", "fraudulent", "requested_by_customer")


def create(call: Call) -> Refund:
    charge = charge_of(call)
    refund = new_refund(call, charge, amount(call, charge))
    call.books.refunds.put(refund.id, refund)
    charge.amount_refunded += refund.amount
    charge.refunded = charge.amount_refunded == charge.amount_captured
    call.desk.say("refund.created", refund)
    call.desk.say("charge.refunded", charge)
    fail_later(call.desk, refund)
    return refund


def fail_later(desk: Desk, refund: Refund) -> None:
    """If the test card says so."""
    charge = desk.books.charges.find(refund.charge)
    if charge and by_method(charge.payment_method).refund == "fails" and refund.status != "failed":
        desk.later.after(desk.settings.refund_fails_after, lambda: fail_unless_failed(desk, refund.id))


def fail_unless_failed(desk: Desk, id: str) -> None:
    refund = desk.books.refunds.get(id)
    if refund.status != "failed":
        settle_refund(desk, refund, succeeded=False)


def charge_of(call: Call) -> Charge:
    """The charge that took the money; 400 when none has."""
    id = text(call.params, "charge")
    if id is None:
        id = call.books.intents.get(required(call.params, "payment_intent")).latest_charge
    charge = call.books.charges.get(id) if id else None
    if charge is None or charge.status != "succeeded":
        raise invalid("This PaymentIntent does not have a successful charge to refund.", param="payment_intent")
    if any(one.charge == charge.id and one.status in WITHDRAWN for one in call.books.disputes.newest_first()):
        raise invalid(f"Charge {charge.id} has been charged back.", code="charge_disputed")
    return charge


def amount(call: Call, charge: Charge) -> int:
    left = charge.amount_captured - charge.amount_refunded
    wanted = integer(call.params, "amount")
    if left == 0:
        raise invalid(f"Charge {charge.id} has already been refunded.", code="charge_already_refunded")
    if wanted is not None and wanted < 1:
        raise invalid("Invalid positive integer", param="amount", code="parameter_invalid_integer")
    if wanted is not None and wanted > left:
        message = f"Refund amount ({wanted}) is greater than unrefunded amount on charge ({left})."
        raise invalid(message, param="amount", code="amount_too_large")
    return left if wanted is None else wanted


def new_refund(call: Call, charge: Charge, amount: int) -> Refund:
    reason = text(call.params, "reason")
    if reason not in REASONS:
        raise invalid(f"Invalid reason: {reason}", param="reason")
    return Refund(
        id=call.desk.ids.new("re"),
        amount=amount,
        currency=charge.currency,
        status="pending" if by_method(charge.payment_method).refund == "pending" else "succeeded",
        reason=reason,
        created=call.desk.now(),
        metadata=metadata(call.params),
        charge=charge.id,
        payment_intent=charge.payment_intent,
    )


def retrieve(call: Call) -> Refund:
    return call.books.refunds.get(call.id)


def list_all(call: Call) -> Json:
    return page_of_payment(call.books.refunds, call.params, "/v1/refunds")
