"""What a payer's bank does: it asks for the money back, takes it at once, and returns it if the shop is right."""

from ops.stripe_fake.desk import Desk
from ops.stripe_fake.errors import invalid
from ops.stripe_fake.objects import Dispute, PaymentIntent

ANSWER_WITHIN = 7 * 24 * 3600
ENDED = ("won", "lost", "warning_closed")


def dispute(desk: Desk, intent: PaymentIntent, reason: str, amount: int | None, *, inquiry: bool) -> Dispute:
    """Only what was paid can be disputed. An inquiry moves no money."""
    charge = desk.books.charges.find(intent.latest_charge or "")
    if charge is None or charge.status != "succeeded":
        raise invalid("There is no successful charge to dispute.", param="payment_intent")
    made = Dispute(
        id=desk.ids.new("dp"),
        amount=charge.amount if amount is None else amount,
        currency=charge.currency,
        status="warning_needs_response" if inquiry else "needs_response",
        reason=reason,
        charge=charge.id,
        payment_intent=intent.id,
        created=desk.now(),
        is_charge_refundable=inquiry,
        evidence_details={"due_by": desk.now() + ANSWER_WITHIN, "has_evidence": False},
    )
    desk.books.disputes.put(made.id, made)
    desk.say("charge.dispute.created", made)
    if not inquiry:
        desk.books.charges.get(charge.id).disputed = True
        moves(desk, made, -made.amount, "funds_withdrawn")
    return made


def reviewed(desk: Desk, made: Dispute) -> Dispute:
    """The bank has the shop's answer."""
    must_be_open(made)
    made.status = "warning_under_review" if made.status.startswith("warning") else "under_review"
    desk.say("charge.dispute.updated", made)
    return made


def ends(desk: Desk, made: Dispute, status: str) -> Dispute:
    must_be_open(made)
    made.status = status
    desk.say("charge.dispute.closed", made)
    if status == "won" and made.balance_transactions:
        moves(desk, made, made.amount, "funds_reinstated")
    return made


def must_be_open(made: Dispute) -> None:
    if made.status in ENDED:
        raise invalid(f"This dispute is {made.status} already.", code="dispute_unexpected_state")


def moves(desk: Desk, made: Dispute, amount: int, what: str) -> None:
    made.balance_transactions.append({"id": desk.ids.new("txn"), "amount": amount, "currency": made.currency})
    desk.say(f"charge.dispute.{what}", made)
