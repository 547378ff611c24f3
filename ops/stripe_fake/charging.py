"""Takes the money of an intent, or fails to: what changes and what is said then."""

from ops.stripe_fake.cards import Card
from ops.stripe_fake.desk import Desk
from ops.stripe_fake.keeping import keep_paid
from ops.stripe_fake.objects import Charge, Json, PaymentIntent


def begin_charge(desk: Desk, intent: PaymentIntent, card: Card) -> Charge:
    """A pending charge, the intent's latest from now on."""
    charge = Charge(
        id=desk.ids.new("ch"),
        amount=intent.amount,
        currency=intent.currency,
        status="pending",
        created=desk.now(),
        metadata=dict(intent.metadata),
        payment_intent=intent.id,
        payment_method=card.method,
        payment_method_details={"type": "card", "card": {"last4": card.number[-4:], "fingerprint": card.fingerprint}},
    )
    desk.books.charges.put(charge.id, charge)
    intent.latest_charge = charge.id
    return charge


def succeed(desk: Desk, intent: PaymentIntent, charge: Charge) -> None:
    charge.status, charge.paid, charge.captured = "succeeded", True, True
    charge.amount_captured = charge.amount
    intent.status, intent.next_action = "succeeded", None
    intent.amount_received = charge.amount
    desk.say("charge.succeeded", charge)
    keep_paid(desk, intent)
    desk.say("payment_intent.succeeded", intent)


def fail(desk: Desk, intent: PaymentIntent, error: Json, charge: Charge | None = None) -> None:
    """The intent waits for another payment method; `error` becomes its last one."""
    if charge is not None:
        charge.status, charge.failure_code, charge.failure_message = "failed", error["code"], error["message"]
        desk.say("charge.failed", charge)
    intent.status, intent.next_action, intent.payment_method = "requires_payment_method", None, None
    intent.last_payment_error = error
    desk.say("payment_intent.payment_failed", intent)


def tried(card: Card) -> Json:
    """The method that was refused."""
    shown = {"last4": card.number[-4:], "fingerprint": card.fingerprint}
    return {"id": card.method, "object": "payment_method", "type": "card", "card": shown}


def refusal(card: Card, charge: Charge | None = None) -> Json:
    """A card's refusal as `last_payment_error` shows it."""
    error = {
        "type": "card_error",
        "code": card.code or "card_declined",
        "decline_code": card.decline_code,
        "message": card.message,
        "charge": charge and charge.id,
        "payment_method": tried(card),
    }
    return {name: value for name, value in error.items() if value is not None}
